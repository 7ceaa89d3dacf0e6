package com.digiflowhub.chaos;

import com.digiflowhub.chaos.Evidence.Inbound;
import com.digiflowhub.chaos.Evidence.Ours;
import com.digiflowhub.chaos.Promise.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds what the hub promises against the evidence. Pure: the same evidence gives the same findings. */
final class Checker {
    private static final Set<String> SETTLED =
            Set.of("sent", "delivered", "read", "played", "failed", "unknown", "refused", "cancelled");
    private static final String STOP_CONFIRMATION = "stop-confirmation";

    /** All that can be exercised today: INV8 waits for there to be runs. */
    static final Set<String> EXERCISED =
            Set.of("INV1", "INV2", "INV3", "INV4", "INV5", "INV6", "INV7", "INV9", "INV10", "INV11", "INV12", "INV13");

    private final Evidence evidence;
    private final List<Finding> findings = new ArrayList<>();

    private Checker(Evidence evidence) {
        this.evidence = evidence;
    }

    /** How one promise stands; {@code exercised} counts the cases that could have broken it. */
    record Finding(String invariant, String promise, long exercised, List<String> broken) {
        boolean held() {
            return broken.isEmpty();
        }

        String line() {
            String verdict = !held() ? "BROKEN " + broken.size() : exercised == 0 ? "not exercised" : "held";
            String examples = held() ? "" : "  " + broken.stream().limit(4).toList();
            return "  %-6s %-66s %8d  %s%s".formatted(invariant, promise, exercised, verdict, examples);
        }
    }

    static List<Finding> check(Evidence evidence) {
        Checker checker = new Checker(evidence);
        checker.kept();
        checker.recorded();
        checker.findings.add(Sendings.once(evidence));
        checker.settled();
        checker.inOrder();
        checker.booksBalance();
        checker.silentAfterStop();
        checker.add("INV8", "each step of a run once and in order", 0, List.of());
        checker.walled();
        checker.poisonSetAside();
        checker.findings.add(Sendings.taken(evidence));
        checker.findings.add(Sendings.answered(evidence));
        checker.findings.add(Probes.once(evidence));
        return checker.findings;
    }

    private void kept() {
        add(
                "INV1",
                "acknowledged: at least one envelope",
                evidence.promises().size(),
                evidence.promises().stream()
                        .map(Promise::id)
                        .filter(id -> !evidence.envelopes().contains(id))
                        .toList());
    }

    private void recorded() {
        Map<String, Long> times = evidence.inbound().stream()
                .collect(Collectors.groupingBy(
                        message -> message.workspace() + " " + message.id(), Collectors.counting()));
        List<Promise> messages = messages();
        List<String> broken = new ArrayList<>();
        for (Promise promise : messages) {
            long kept = times.getOrDefault(promise.workspace() + " " + promise.id(), 0L);
            if (kept != 1) {
                broken.add(promise.id() + " kept " + kept + " times");
            }
        }
        Set<String> promised = messages.stream().map(Promise::id).collect(Collectors.toSet());
        evidence.inbound().stream()
                .filter(message -> !promised.contains(message.id()))
                .forEach(message -> broken.add(message.id() + " was never sent"));
        add("INV2", "acknowledged: exactly one message, none invented", messages.size(), broken);
    }

    private void settled() {
        List<String> broken = new ArrayList<>();
        for (Ours message : evidence.ours()) {
            if (!SETTLED.contains(message.state())) {
                broken.add(message.id() + " is " + message.state());
            } else if (message.state().equals("unknown")
                    && evidence.statusesDelivered().containsKey(message.id())) {
                broken.add(message.id() + " is unknown although its status came");
            } else if (message.state().equals("sent")
                    && evidence.statusesDelivered().getOrDefault(message.id(), 0) >= 3) {
                broken.add(message.id() + " is sent although more was told");
            }
        }
        if (evidence.dueLeft() > 0) {
            broken.add(evidence.dueLeft() + " items are still due");
        }
        add(
                "INV4",
                "every message of ours ends, statuses are applied, nothing sticks",
                evidence.ours().size(),
                broken);
    }

    /** What was sent after the one before was acknowledged stands after it. */
    private void inOrder() {
        Map<String, Inbound> byId = evidence.inbound().stream()
                .collect(Collectors.toMap(
                        message -> message.workspace() + " " + message.id(), Function.identity(), (one, same) -> one));
        Map<String, List<Promise>> byPerson = messages().stream()
                .collect(Collectors.groupingBy(promise -> promise.workspace() + " " + promise.person()));
        List<String> broken = new ArrayList<>();
        long pairs = 0;
        for (List<Promise> said : byPerson.values()) {
            List<Promise> inOrder = said.stream()
                    .sorted(Comparator.comparingInt(Promise::place))
                    .toList();
            for (int i = 1; i < inOrder.size(); i++) {
                Inbound before = byId.get(key(inOrder.get(i - 1)));
                Inbound after = byId.get(key(inOrder.get(i)));
                if (before == null || after == null) {
                    continue;
                }
                pairs++;
                if (!before.conversation().equals(after.conversation())) {
                    broken.add(after.id() + " is in another conversation than " + before.id());
                } else if (before.place() >= after.place()) {
                    broken.add(after.id() + " stands before " + before.id());
                }
            }
        }
        add("INV5", "in each conversation the order in which it was acknowledged", pairs, broken);
    }

    private void booksBalance() {
        Evidence.Books books = evidence.books();
        List<String> broken = new ArrayList<>();
        report(broken, books.sumOfBalances() != 0, "balances sum up to " + books.sumOfBalances());
        report(broken, books.negative() > 0, books.negative() + " accounts below zero");
        report(broken, books.off() > 0, books.off() + " accounts are not the sum of their entries");
        report(
                broken,
                books.charges() != books.scoresByModel(),
                books.charges() + " charges for " + books.scoresByModel() + " scores by the model");
        add("INV6", "double entry: sums are zero, none negative, a charge for each score", books.entries(), broken);
    }

    /** The attempt's transaction holds the person still, so none that the assistant makes can begin after the STOP is committed. */
    private void silentAfterStop() {
        Map<String, Long> begun = new HashMap<>();
        evidence.attempts().forEach(attempt -> begun.merge(attempt.message(), attempt.startedAt(), Math::max));
        List<String> broken = new ArrayList<>();
        for (Ours message : evidence.ours()) {
            Optional<Long> stop =
                    Optional.ofNullable(evidence.stops().get(message.workspace() + " " + message.person()));
            Optional<Long> start = Optional.ofNullable(begun.get(message.id()));
            if (stop.isPresent()
                    && start.isPresent()
                    && start.get() > stop.get()
                    && message.sender().equals("bot")
                    && !message.type().equals(STOP_CONFIRMATION)) {
                broken.add(message.id() + " left " + (start.get() - stop.get()) + " µs after the STOP");
            }
        }
        Map<String, Long> confirmed = evidence.ours().stream()
                .filter(message -> message.type().equals(STOP_CONFIRMATION))
                .collect(Collectors.groupingBy(
                        message -> message.workspace() + " " + message.person(), Collectors.counting()));
        List<Promise> stops = evidence.promises().stream()
                .filter(promise -> promise.kind() == Kind.STOP)
                .toList();
        for (Promise stop : stops) {
            long times = confirmed.getOrDefault(stop.workspace() + " " + stop.person(), 0L);
            report(broken, times != 1, stop.id() + " was confirmed " + times + " times");
        }
        add("INV7", "after a STOP its one confirmation and nothing more by itself", stops.size(), broken);
    }

    private void walled() {
        List<String> broken = new ArrayList<>();
        evidence.wallBreaches().forEach((table, rows) -> report(broken, rows > 0, rows + " rows of " + table));
        Map<String, Promise> promised =
                messages().stream().collect(Collectors.toMap(Promise::id, Function.identity(), (one, same) -> one));
        for (Inbound message : evidence.inbound()) {
            Promise promise = promised.get(message.id());
            report(
                    broken,
                    promise != null && !promise.workspace().equals(message.workspace()),
                    message.id() + " is in another workspace");
        }
        add(
                "INV9",
                "no row without its workspace or with another's",
                evidence.inbound().size(),
                broken);
    }

    private void poisonSetAside() {
        Set<String> injected = evidence.promises().stream()
                .filter(promise -> promise.kind() == Kind.POISON)
                .map(Promise::id)
                .collect(Collectors.toSet());
        List<String> broken = new ArrayList<>();
        injected.stream()
                .filter(sign -> !evidence.unreadable().contains(sign))
                .forEach(sign -> broken.add(sign + " is not set aside"));
        evidence.unreadable().stream()
                .filter(sign -> !injected.contains(sign))
                .forEach(sign -> broken.add(sign + " is set aside and was not poisoned"));
        report(broken, evidence.dead() > 0, evidence.dead() + " items were given up");
        add("INV10", "what nobody can read is set aside, and nothing else", injected.size(), broken);
    }

    private List<Promise> messages() {
        return evidence.promises().stream()
                .filter(promise -> promise.kind() != Kind.POISON)
                .toList();
    }

    private static String key(Promise promise) {
        return promise.workspace() + " " + promise.id();
    }

    private static void report(Collection<String> broken, boolean is, String what) {
        if (is) {
            broken.add(what);
        }
    }

    private void add(String invariant, String promise, long exercised, List<String> broken) {
        findings.add(new Finding(invariant, promise, exercised, List.copyOf(broken)));
    }
}
