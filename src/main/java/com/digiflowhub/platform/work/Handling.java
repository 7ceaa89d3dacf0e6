package com.digiflowhub.platform.work;

import com.digiflowhub.platform.crash.CrashPoint;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Outages;
import com.digiflowhub.platform.database.Wordless;
import com.digiflowhub.platform.tenancy.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Runs one item through its handler and writes how it ended. The handler runs outside any transaction; its effect and the item's end are one. */
@Component
class Handling {
    private static final Logger LOG = LoggerFactory.getLogger(Handling.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** An item that never ended may have ended the process, or merely have run when somebody else did: it is given many more lives. */
    private static final int BEGUN_AT_MOST = 25;

    /** No longer: a whole account may wait in its lane. */
    private static final Duration LONGEST_BREATH = Duration.ofSeconds(5);

    private static final int DECIDED_AT_MOST = 5;
    private static final int WRITTEN_AT_MOST = 3;
    /** PostgreSQL is started again sooner. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Tasks tasks;
    private final EndRows ends;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final HubClock clock;
    private final WorkSettings settings;
    private final Precedence precedence;
    private final Semaphore permits;
    private final Semaphore permitsInARush = new Semaphore(1);
    /** How often an item was begun for nothing because the database went away before it could end: that counts no attempt. */
    private final Map<Long, Integer> inVain = new ConcurrentHashMap<>();

    Handling(
            Tasks tasks,
            EndRows ends,
            TransactionOperations transaction,
            JsonMapper json,
            HubClock clock,
            WorkSettings settings,
            Precedence precedence) {
        this.tasks = tasks;
        this.ends = ends;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
        this.precedence = precedence;
        this.permits = new Semaphore(settings.permits());
    }

    /** What the engine must know of an ended item. */
    sealed interface Ended {
        /** What lies behind it in its lane may run at once. */
        sealed interface LaneGoesOn extends Ended {}

        /** It is through, buried, or no longer ours. */
        record Gone() implements LaneGoesOn {}

        /** It is through or comes back, its lane goes on; whom it asked may not answer the others either. */
        record InDoubt() implements LaneGoesOn {}

        /** Its lane waits for it until then. */
        record LaneWaits(Instant until) implements Ended {}

        /** It comes back, its lane goes on. */
        record ComesBack(Instant at) implements LaneGoesOn {}

        record QueuePaused(Instant until) implements Ended {}

        /** Somebody was faster, its decision no longer holds, or others took its place: its lane is read again. */
        record ReadAgain() implements Ended {}
    }

    /** Whether others stand in line to be answered at once. */
    boolean rush() {
        return precedence.rush();
    }

    /** How many of its kind are handled at once. */
    int handful(Row row) {
        return tasks.find(row.kind()).map(Task::handful).orElse(1);
    }

    /** Of each that ended is told how; those of a lane that waits for one of them are left as they were. */
    void handle(List<Row> handful, boolean cautiously, BiConsumer<Row, Ended> ended) {
        precedence.begins();
        try {
            handleAll(handful, cautiously, ended);
        } finally {
            precedence.ends();
        }
    }

    private void handleAll(List<Row> handful, boolean cautiously, BiConsumer<Row, Ended> ended) {
        CrashPoint.pass("wk-1");
        if (handful.size() > 1 && together(handful)) {
            handful.forEach(row -> ended.accept(row, new Ended.Gone()));
            return;
        }
        Set<UUID> waiting = new HashSet<>();
        for (Row row : handful) {
            if (!waiting.contains(row.lane())) {
                Ended how = handle(row, cautiously);
                ended.accept(row, how);
                if (!(how instanceof Ended.LaneGoesOn)) {
                    waiting.add(row.lane());
                }
            }
        }
    }

    /** All of them in one run and one commit. Whatever is in the way of that, none is through, and each must run by itself. */
    private boolean together(List<Row> handful) {
        Row first = handful.getFirst();
        try {
            return Tenancy.in(
                    first.workspace(),
                    () -> tasks.find(first.kind())
                            .map(task -> together(handful, task))
                            .orElse(false));
        } catch (RuntimeException | Error failure) {
            if (Outages.isOne(failure)) {
                throw failure;
            }
            LOG.debug("{} items are run one by one: {}", handful.size(), Wordless.describe(failure));
            return false;
        }
    }

    private <P extends Record> boolean together(List<Row> handful, Task<P> task) {
        List<Item<P>> items = new ArrayList<>();
        handful.forEach(row -> items.add(new Running<>(row, 0, json.readValue(row.payload(), task.payload()))));
        List<Outcome> outcomes = task.run(items);
        if (!outcomes.stream().allMatch(Outcome.Done.class::isInstance)) {
            return false;
        }
        Set<Effect> effects = Collections.newSetFromMap(new IdentityHashMap<>());
        Effect all = outcomes.stream().map(Outcome::effect).filter(effects::add).reduce(Effect.none(), Effect::then);
        Ended ignored = write(() -> ends.done(handful), all, new Ended.Gone());
        CrashPoint.pass("wk-5", task.kind());
        return true;
    }

    private Ended handle(Row row, boolean cautiously) {
        try {
            Ended ended = Tenancy.in(
                    row.workspace(),
                    () -> tasks.find(row.kind())
                            .map(task -> handle(row, task, cautiously))
                            .orElseGet(() -> giveUp(row, "unknown-kind", "nobody knows how to do " + row.kind())));
            inVain.remove(row.id());
            return ended;
        } catch (Superseded faster) {
            inVain.remove(row.id());
            return new Ended.ReadAgain();
        }
    }

    private <P extends Record> Ended handle(Row row, Task<P> task, boolean cautiously) {
        int counted = row.attempts() - inVain.getOrDefault(row.id(), 0);
        if (counted >= BEGUN_AT_MOST) {
            return giveUp(row, "attempts", "tried " + row.attempts() + " times");
        }
        Running<P> item;
        try {
            item = new Running<>(row, counted, json.readValue(row.payload(), task.payload()));
        } catch (tools.jackson.core.JacksonException unreadable) {
            return giveUp(row, "payload", "its payload cannot be read");
        }
        try {
            if (cautiously) {
                item.beginCautiously();
            }
            return untilDecided(item, task);
        } catch (Superseded superseded) {
            throw superseded;
        } catch (RuntimeException | Error failure) {
            if (Outages.isOne(failure)) {
                inVain.merge(row.id(), item.row.attempts() - row.attempts(), Integer::sum);
            }
            return fail(item.row, item.counted, failure);
        }
    }

    /** A decision that no longer holds is taken anew as long as the item is there; one that never holds is a failure like any other. */
    private <P extends Record> Ended untilDecided(Running<P> item, Task<P> task) {
        for (int tried = 0; tried < DECIDED_AT_MOST; tried++) {
            Optional<Outcome> decided = Optional.empty();
            try {
                // First run, then the row: it may have been begun meanwhile.
                decided = Optional.of(task.run(List.of(item)).getFirst());
                Ended ended = end(item.row, item.counted, decided.get());
                CrashPoint.pass("wk-5", item.row.kind());
                return ended;
            } catch (Superseded superseded) {
                if (!persisting(() -> ends.there(item.row))) {
                    decided.ifPresent(this::tooLate);
                    throw superseded;
                }
            }
        }
        Reason why = new Reason("superseded", "what it decided on had changed " + DECIDED_AT_MOST + " times");
        return end(item.row, item.counted, new Outcome.Again(Duration.ZERO, why, Effect.none()));
    }

    private void tooLate(Outcome outcome) {
        var ignored = write(() -> {}, () -> outcome.effect().late(), new Ended.Gone());
    }

    private Ended giveUp(Row row, String code, String sentence) {
        return end(row, row.attempts(), new Outcome.GiveUp(new Reason(code, sentence), Effect.none()));
    }

    /** Logged without the failure's own words: they may quote what somebody wrote. */
    private Ended fail(Row row, int counted, Throwable failure) {
        if (failure instanceof RuntimeException outage && Outages.isOne(outage)) {
            throw outage;
        }
        LOG.warn(
                "Item {} of kind {} failed at attempt {} with {}; it will be tried again or given up",
                row.id(),
                row.kind(),
                counted + 1,
                Wordless.describe(failure));
        Reason why = new Reason("unexpected", failure.getClass().getSimpleName());
        return end(row, counted, new Outcome.Again(Duration.ZERO, why, Effect.none()));
    }

    /** {@code counted} is how many attempts there were before it ran: a hold and a pause count none. */
    private Ended end(Row row, int counted, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> write(() -> ends.done(row), done.effect(), new Ended.Gone());
            case Outcome.Replaced replaced -> write(() -> ends.done(row), replaced.effect(), new Ended.ReadAgain());
            case Outcome.Doubtful doubtful ->
                write(
                        () -> doubtful.at()
                                .ifPresentOrElse(at -> ends.later(row, at, counted, false), () -> ends.done(row)),
                        doubtful.effect(),
                        new Ended.InDoubt());
            case Outcome.Later later ->
                write(
                        () -> ends.later(row, later.at(), counted, false),
                        later.effect(),
                        new Ended.ComesBack(later.at()));
            case Outcome.Again again -> again(row, counted, again);
            case Outcome.Blocked blocked -> {
                Runnable pause = () -> {
                    ends.stay(row, counted);
                    ends.pause(row.queue(), blocked.until(), blocked.why());
                };
                yield write(pause, blocked.effect(), new Ended.QueuePaused(blocked.until()));
            }
            case Outcome.GiveUp gaveUp -> {
                LOG.warn(
                        "Item {} of kind {} is given up: {}",
                        row.id(),
                        row.kind(),
                        gaveUp.why().code());
                yield write(() -> ends.bury(row, gaveUp.why()), gaveUp.effect(), new Ended.Gone());
            }
        };
    }

    /** Begun or not, one failure counts once. */
    private Ended again(Row row, int counted, Outcome.Again again) {
        int attempts = counted + 1;
        if (attempts >= settings.attemptsAtMost()) {
            return end(row, counted, new Outcome.GiveUp(again.why(), again.effect()));
        }
        Duration pause = again.after().compareTo(pauseAfter(counted)) > 0 ? again.after() : pauseAfter(counted);
        Instant at = clock.now().plus(pause);
        return write(() -> ends.later(row, at, attempts, true), again.effect(), new Ended.LaneWaits(at));
    }

    /** The item's end first, then the effects, so that a handler may put its own alarm again. */
    private Ended write(Runnable end, Effect effect, Ended ended) {
        return persisting(() -> {
            end.run();
            effect.write();
            return ended;
        });
    }

    /**
     * Once more for who lost against somebody else's locks, and as long as the database is away for a moment: what was decided still holds,
     * and of a message that left it must not be forgotten.
     */
    private <R> R persisting(Supplier<R> work) {
        long until = System.nanoTime() + REMEMBERED.toNanos();
        for (int lost = 0; ; ) {
            try {
                return writing(work);
            } catch (PessimisticLockingFailureException waitedForEachOther) {
                if (++lost == WRITTEN_AT_MOST) {
                    throw waitedForEachOther;
                }
            } catch (RuntimeException failure) {
                boolean waits =
                        System.nanoTime() - until < 0 && !Thread.currentThread().isInterrupted();
                if (!waits || !Outages.isOne(failure)) {
                    throw failure;
                }
                pause(settings.outage());
            }
        }
    }

    /** So many at once that pages always find a connection. */
    private <R> R writing(Supplier<R> work) {
        Semaphore gate = precedence.rush() ? permitsInARush : permits;
        gate.acquireUninterruptibly();
        try {
            return java.util.Objects.requireNonNull(transaction.execute(status -> work.get()));
        } finally {
            gate.release();
        }
    }

    /** Doubles with each attempt, up to a limit, and varies by a fifth so that failures do not march in step. */
    static Duration pauseAfter(int attempts) {
        long millis = Math.min(FIRST_PAUSE.toMillis() << Math.min(attempts, 20), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 5 + 1));
    }

    /** Who is interrupted meanwhile goes on at once and stays interrupted. */
    static void pause(Duration length) {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The item as its handler sees it; remembers whether it was begun. */
    private final class Running<P extends Record> extends Item<P> {
        private final int counted;
        private Row row;

        Running(Row row, int counted, P payload) {
            super(row.workspace(), row.queue(), row.lane(), payload, row.dueAt());
            this.row = row;
            this.counted = counted;
        }

        @Override
        public int attempts() {
            return row.attempts();
        }

        /** What runs when the process dies comes back after a pause that grows, so that it cannot bring down one start after the other. */
        void beginCautiously() {
            Duration pause = pauseAfter(row.attempts());
            Instant back = clock.now().plus(pause.compareTo(LONGEST_BREATH) < 0 ? pause : LONGEST_BREATH);
            row = writing(() -> {
                ends.beginAndComeBack(row, back);
                return row.begunUntil(back);
            });
        }

        @Override
        public <R> R begin(Supplier<R> inTransaction) {
            R result = writing(() -> {
                ends.begin(row);
                return inTransaction.get();
            });
            row = row.begun();
            return result;
        }
    }
}
