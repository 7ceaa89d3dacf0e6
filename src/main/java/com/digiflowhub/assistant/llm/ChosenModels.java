package com.digiflowhub.assistant.llm;

import com.digiflowhub.platform.vault.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The models that were chosen for accounts that name none, each kept for a while: afterwards the server's list may be another. */
public final class ChosenModels {
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<Account, Choice> choices = new ConcurrentHashMap<>();

    public ChosenModels(InstantSource clock) {
        this.clock = clock;
    }

    /** Two accounts at one server may have different models. */
    public record Account(URI server, Secret key) {}

    private record Choice(String model, Instant until) {}

    public Optional<String> of(Account account) {
        return Optional.ofNullable(choices.get(account))
                .filter(choice -> choice.until().isAfter(clock.instant()))
                .map(Choice::model);
    }

    public void keep(Account account, String model) {
        choices.put(account, new Choice(model, clock.instant().plus(KEPT)));
    }

    public void forget(Account account) {
        choices.remove(account);
    }
}
