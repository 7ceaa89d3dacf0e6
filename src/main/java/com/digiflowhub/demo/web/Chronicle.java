package com.digiflowhub.demo.web;

import com.digiflowhub.sandbox.line.Journal.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Tells the providers' journal in one sentence an entry, newest first. The same thing happening again at once is one sentence
 * with a number, whatever else happens meanwhile. */
final class Chronicle {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final String WEBHOOK = "whatsapp webhook";
    private static final String MESSAGES = "whatsapp";
    private static final String MODEL = "openai";
    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused ";
    private static final String FAILED = "failed ";
    private static final String BY_FAULT = "by fault";

    private final Function<String, Optional<Party>> parties;

    /** Who stands behind the correlation of an entry; empty when nobody is known. */
    Chronicle(Function<String, Optional<Party>> parties) {
        this.parties = parties;
    }

    /** Who wrote, and with which lead. */
    record Party(Writer writer, String lead) {}

    /** {@code choice} is by which figure the sentences choose their words. */
    enum Writer {
        HUB(0),
        ASSISTANT(1),
        TEAM(2),
        LEAD(3);

        final int choice;

        Writer(int choice) {
            this.choice = choice;
        }
    }

    /** What a sentence is made of before it is counted. */
    private record Told(Entry entry, String sign, String tone, String key, List<Object> arguments, int times) {
        boolean again(Told older) {
            return key.equals(older.key)
                    && arguments.equals(older.arguments)
                    && entry.correlation().equals(older.entry.correlation());
        }

        boolean soonAfter(Told older) {
            return !entry.at().isAfter(older.entry.at().plus(AT_ONCE));
        }

        Told once() {
            return new Told(entry, sign, tone, key, arguments, times + 1);
        }

        Sentence sentence() {
            List<Object> all = new ArrayList<>(arguments);
            all.add(times);
            return new Sentence(entry.at(), sign, tone, "sandbox.log." + key, all);
        }
    }

    List<Sentence> sentences(List<Entry> newestFirst, int most) {
        List<Told> told = new ArrayList<>();
        newestFirst.stream().map(this::tell).flatMap(Optional::stream).forEach(next -> {
            int same = IntStream.range(0, told.size())
                    .filter(place -> told.get(place).again(next)
                            && (place == told.size() - 1 || told.get(place).soonAfter(next)))
                    .reduce((newer, older) -> older)
                    .orElse(-1);
            if (same < 0) {
                told.add(next);
            } else {
                told.set(same, told.get(same).once());
            }
        });
        return told.stream().limit(most).map(Told::sentence).toList();
    }

    private Optional<Told> tell(Entry entry) {
        return switch (entry.provider()) {
            case WEBHOOK -> Optional.of(webhook(entry));
            case MESSAGES -> asked(entry, "sends", writer(entry));
            case MODEL -> asked(entry, "model", List.of());
            default -> Optional.of(told(entry, "info-circle", "", "other", List.of(entry.provider(), entry.outcome())));
        };
    }

    /** What the platform brought to the hub: a lead's words, or how far a message came. */
    private Told webhook(Entry entry) {
        Optional<Party> party = parties.apply(entry.correlation());
        boolean writes = party.map(Party::writer).filter(Writer.LEAD::equals).isPresent();
        String what = writes ? "writes." : "told.";
        List<Object> lead = List.of(party.map(Party::lead).orElse(""));
        if (entry.outcome().equals("delivered")) {
            return told(entry, writes ? "message" : "checks", "", what + "delivered", lead);
        }
        if (entry.outcome().startsWith(FAILED)) {
            String status = entry.outcome().substring(FAILED.length());
            return status.equals("0")
                    ? told(entry, "plug-x", "amber", what + "unheard", lead)
                    : told(entry, "reload", "amber", what + "failed", List.of(lead.getFirst(), status));
        }
        return told(entry, "plug-x", "amber", what + "kept", lead);
    }

    /** What the hub asked of a provider. A question without effect is told only when it was refused. */
    private static Optional<Told> asked(Entry entry, String what, List<Object> who) {
        String outcome = entry.outcome();
        if (outcome.equals(ACCEPTED)) {
            return Optional.of(
                    entry.answered()
                            ? told(entry, "check", "", what + ".accepted", who)
                            : told(entry, "plug-x", "amber", what + ".lost", who));
        }
        if (outcome.equals("hung")) {
            return Optional.of(told(entry, "clock", "amber", what + ".hung", who));
        }
        if (!outcome.startsWith(REFUSED)) {
            return Optional.empty();
        }
        String why = outcome.substring(REFUSED.length());
        if (why.equals(BY_FAULT)) {
            return Optional.of(told(entry, "ban", "red", what + ".fault", who));
        }
        List<Object> all = new ArrayList<>(who);
        all.add(why);
        return Optional.of(told(entry, "ban", "red", what + ".refused", all));
    }

    private List<Object> writer(Entry entry) {
        Optional<Party> party = parties.apply(entry.correlation());
        return List.of(
                party.map(Party::writer).orElse(Writer.HUB).choice,
                party.map(Party::lead).orElse(""));
    }

    private static Told told(Entry entry, String sign, String tone, String key, List<Object> arguments) {
        return new Told(entry, sign, tone, key, arguments, 1);
    }
}
