package com.digiflowhub.demo.web;

import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be made to go wrong at one provider, each with its switch. {@code on} counts those switched on at all providers. */
public record Switchboard(String provider, List<Switch> switches, int on) {
    static final String WHATSAPP = "whatsapp";
    static final String OPENAI = "openai";
    public static final List<String> PROVIDERS = List.of(WHATSAPP, OPENAI);

    private static final List<Fault> OF_WHATSAPP = List.of(
            Fault.REFUSE,
            Fault.DELAY,
            Fault.TOO_MANY,
            Fault.ERROR_BEFORE,
            Fault.ERROR_AFTER,
            Fault.DROP,
            Fault.FAIL_LATER,
            Fault.DUPLICATE,
            Fault.REORDER_MESSAGES,
            Fault.REORDER_STATUSES);
    private static final List<Fault> OF_OPENAI = List.of(
            Fault.REFUSE,
            Fault.DELAY,
            Fault.TOO_MANY,
            Fault.ERROR_BEFORE,
            Fault.ERROR_AFTER,
            Fault.DROP,
            Fault.GARBAGE,
            Fault.HANG);
    /** How hard a fault strikes from this page; the words beside the switches say the same figures. */
    private static final Map<Fault, String> DOSES =
            Map.of(Fault.DELAY, "8000", Fault.TOO_MANY, "30", Fault.DUPLICATE, "2", Fault.REORDER_MESSAGES, "8000");

    /** Words that a provider has of its own for the same fault. */
    private static final Set<Fault> OWN_WORDS = Set.of(Fault.REFUSE, Fault.DROP, Fault.ERROR_AFTER);

    public Switchboard {
        switches = List.copyOf(switches);
    }

    /** {@code key} leads to its words; {@code hits} counts how often it struck since the start. */
    public record Switch(String name, String key, String hintKey, boolean on, long hits) {}

    static Switchboard of(Sandbox sandbox, String provider) {
        Map<Fault, Faults.State> states = faults(sandbox, provider).states();
        int on = PROVIDERS.stream()
                .mapToInt(one -> Math.toIntExact(faults(sandbox, one).states().values().stream()
                        .filter(Faults.State::on)
                        .count()))
                .sum();
        return new Switchboard(
                provider,
                offered(provider).stream()
                        .map(fault -> shown(provider, fault, states.get(fault)))
                        .toList(),
                on);
    }

    /** Whether there was such a switch. */
    static boolean turn(Sandbox sandbox, String provider, String name, boolean on) {
        Optional<Fault> fault = PROVIDERS.contains(provider)
                ? offered(provider).stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                : Optional.empty();
        fault.ifPresent(one -> {
            if (on) {
                faults(sandbox, provider).on(one, DOSES.getOrDefault(one, ""));
            } else {
                faults(sandbox, provider).off(one);
            }
        });
        return fault.isPresent();
    }

    static void restore(Sandbox sandbox) {
        PROVIDERS.forEach(provider -> faults(sandbox, provider).clear());
    }

    private static List<Fault> offered(String provider) {
        return provider.equals(OPENAI) ? OF_OPENAI : OF_WHATSAPP;
    }

    private static Faults faults(Sandbox sandbox, String provider) {
        return provider.equals(OPENAI)
                ? sandbox.model().faults()
                : sandbox.whatsApp().faults();
    }

    private static Switch shown(String provider, Fault fault, Faults.@org.jspecify.annotations.Nullable State state) {
        String word = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String hint = provider.equals(OPENAI) && OWN_WORDS.contains(fault) ? word + ".openai" : word;
        return new Switch(
                fault.name(),
                "sandbox.fault." + word,
                "sandbox.fault." + hint + ".hint",
                state != null && state.on(),
                state == null ? 0 : state.hits());
    }
}
