package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
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
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Tasks tasks;
    private final EndRows ends;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final HubClock clock;
    private final WorkSettings settings;

    Handling(
            Tasks tasks,
            EndRows ends,
            TransactionOperations transaction,
            JsonMapper json,
            HubClock clock,
            WorkSettings settings) {
        this.tasks = tasks;
        this.ends = ends;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /** What the engine must know of an ended item. */
    sealed interface Ended {
        /** It is through, buried, or no longer ours. */
        record Gone() implements Ended {}

        /** Its lane waits for it until then. */
        record LaneWaits(Instant until) implements Ended {}

        /** It comes back, its lane goes on. */
        record ComesBack(Instant at) implements Ended {}

        record QueuePaused(Instant until) implements Ended {}

        /** Somebody was faster, or its decision no longer holds: it is read again. */
        record ReadAgain() implements Ended {}
    }

    Ended handle(Row row, boolean cautiously) {
        return Tenancy.in(
                row.workspace(),
                () -> tasks.find(row.kind())
                        .map(task -> handle(row, task, cautiously))
                        .orElseGet(() -> end(
                                row,
                                row.attempts(),
                                new Outcome.GiveUp(
                                        new Reason("unknown-kind", "nobody knows how to do " + row.kind()),
                                        Effect.none()))));
    }

    private <P extends Record> Ended handle(Row row, Task<P> task, boolean cautiously) {
        if (row.attempts() >= settings.attemptsAtMost()) {
            return end(
                    row,
                    row.attempts(),
                    new Outcome.GiveUp(new Reason("attempts", "tried " + row.attempts() + " times"), Effect.none()));
        }
        Running<P> item;
        try {
            item = new Running<>(row, json.readValue(row.payload(), task.payload()));
        } catch (tools.jackson.core.JacksonException unreadable) {
            return end(
                    row,
                    row.attempts(),
                    new Outcome.GiveUp(new Reason("payload", "its payload cannot be read"), Effect.none()));
        }
        try {
            if (cautiously) {
                item.begin(() -> row);
            }
            Outcome outcome = task.run(List.of(item)).getFirst();
            return end(item.row, row.attempts(), outcome);
        } catch (Superseded | PessimisticLockingFailureException superseded) {
            return new Ended.ReadAgain();
        } catch (RuntimeException failure) {
            return fail(item.row, failure);
        }
    }

    private Ended fail(Row row, RuntimeException failure) {
        if (Outages.isOne(failure)) {
            throw failure;
        }
        LOG.warn(
                "Item {} of kind {} failed at attempt {}; it will be tried again",
                row.id(),
                row.kind(),
                row.attempts() + 1,
                failure);
        return end(
                row,
                row.attempts(),
                new Outcome.Again(
                        pauseAfter(row.attempts()),
                        new Reason("unexpected", failure.getClass().getSimpleName()),
                        Effect.none()));
    }

    /** {@code counted} is how many attempts there were before it ran: a hold and a pause count none. */
    private Ended end(Row row, int counted, Outcome outcome) {
        try {
            return switch (outcome) {
                case Outcome.Done done -> write(() -> ends.done(row), done.effect(), new Ended.Gone());
                case Outcome.Later later ->
                    write(
                            () -> ends.later(row, later.at(), counted, false),
                            later.effect(),
                            new Ended.ComesBack(later.at()));
                case Outcome.Again again -> again(row, again);
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
        } catch (Superseded superseded) {
            return new Ended.ReadAgain();
        }
    }

    private Ended again(Row row, Outcome.Again again) {
        int attempts = row.attempts() + 1;
        if (attempts >= settings.attemptsAtMost()) {
            return end(row, attempts, new Outcome.GiveUp(again.why(), again.effect()));
        }
        Duration pause =
                again.after().compareTo(pauseAfter(row.attempts())) > 0 ? again.after() : pauseAfter(row.attempts());
        Instant at = clock.now().plus(pause);
        return write(() -> ends.later(row, at, attempts, true), again.effect(), new Ended.LaneWaits(at));
    }

    /** The item's end first, then the effects, so that a handler may put its own alarm again. */
    private Ended write(Runnable end, Effect effect, Ended ended) {
        transaction.executeWithoutResult(status -> {
            end.run();
            effect.write();
        });
        return ended;
    }

    /** Doubles with each attempt, up to a limit, and varies by a fifth so that failures do not march in step. */
    static Duration pauseAfter(int attempts) {
        long millis = Math.min(FIRST_PAUSE.toMillis() << Math.min(attempts, 20), LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 5 + 1));
    }

    /** The item as its handler sees it; remembers whether it was begun. */
    private final class Running<P extends Record> implements Item<P> {
        private final P payload;
        private Row row;

        Running(Row row, P payload) {
            this.row = row;
            this.payload = payload;
        }

        @Override
        public WorkspaceId workspace() {
            return row.workspace();
        }

        @Override
        public String queue() {
            return row.queue();
        }

        @Override
        public UUID lane() {
            return row.lane();
        }

        @Override
        public P payload() {
            return payload;
        }

        @Override
        public Instant dueAt() {
            return row.dueAt();
        }

        @Override
        public int attempts() {
            return row.attempts();
        }

        @Override
        public <R> R begin(Supplier<R> inTransaction) {
            Optional<R> result = Optional.ofNullable(transaction.execute(status -> {
                ends.begin(row);
                return inTransaction.get();
            }));
            row = row.begun();
            return result.orElseThrow();
        }
    }
}
