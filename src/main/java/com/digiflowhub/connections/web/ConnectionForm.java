package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Provider;
import com.digiflowhub.connections.Settings;
import java.util.List;
import java.util.Map;

/**
 * The form of one connection, made from its provider's settings record. {@code texts} is what stands in its fields and never holds a secret;
 * {@code secrets} are the last characters of those that are set.
 */
public record ConnectionForm(
        String action,
        String provider,
        String name,
        List<Settings.Input> inputs,
        Map<String, String> texts,
        Map<String, String> secrets,
        String wrongField,
        String wrongCode,
        String taken) {
    public ConnectionForm {
        inputs = List.copyOf(inputs);
        texts = Map.copyOf(texts);
        secrets = Map.copyOf(secrets);
    }

    static ConnectionForm of(String action, Provider provider, String name) {
        return new ConnectionForm(
                action, provider.key(), name, Settings.inputs(provider.settings()), Map.of(), Map.of(), "", "", "");
    }

    ConnectionForm holding(Map<String, String> given, Map<String, String> lastFours) {
        return new ConnectionForm(action, provider, name, inputs, open(given), lastFours, wrongField, wrongCode, taken);
    }

    ConnectionForm wrong(String field, String code) {
        return new ConnectionForm(action, provider, name, inputs, texts, secrets, field, code, taken);
    }

    /** The field that holds the account is marked. */
    ConnectionForm taken(String account) {
        String field = texts.entrySet().stream()
                .filter(text -> text.getValue().strip().equals(account))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        return new ConnectionForm(action, provider, name, inputs, texts, secrets, field, "taken", account);
    }

    public List<Settings.Input> usual() {
        return inputs.stream().filter(input -> !rare(input)).toList();
    }

    /** What has a good default and is seldom touched. */
    public List<Settings.Input> rare() {
        return inputs.stream().filter(ConnectionForm::rare).toList();
    }

    public boolean wrongAmongRare() {
        return rare().stream().anyMatch(input -> input.name().equals(wrongField));
    }

    public String text(Settings.Input input) {
        return texts.getOrDefault(input.name(), input.defaultValue());
    }

    private Map<String, String> open(Map<String, String> given) {
        Map<String, String> open = new java.util.HashMap<>(given);
        inputs.stream().filter(Settings.Input::secret).map(Settings.Input::name).forEach(open::remove);
        return open;
    }

    private static boolean rare(Settings.Input input) {
        return !input.required() && !input.defaultValue().isEmpty();
    }
}
