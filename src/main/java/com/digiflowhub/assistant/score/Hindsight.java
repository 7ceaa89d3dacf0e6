package com.digiflowhub.assistant.score;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Talks;
import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Weighs what was said before the hub knew of it as it would have been weighed then: whenever the lead paused, at that time, for the same price.
 * What was said since the hub listens was weighed when it came and is left as it is.
 */
@Component
public class Hindsight {
    private static final int LINES = 100;
    private static final Duration PAUSE = Duration.ofMinutes(3);
    private static final Duration AFTER = Duration.ofSeconds(4);
    /** Whoever keeps a message so long after it was said has it from elsewhere. */
    private static final Duration KEPT_LATE = Duration.ofMinutes(1);

    private final Analysing analysing;
    private final Talks talks;
    private final HubClock clock;
    private final TransactionOperations transaction;

    Hindsight(Analysing analysing, Talks talks, HubClock clock, TransactionOperations transaction) {
        this.analysing = analysing;
        this.talks = talks;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** When the lead had paused. */
    private record Moment(Analysing.Due due, Instant at) {}

    /** What was said until then, in the order of time, each in a transaction of its own; what an interrupted call left is found and goes on. */
    public void weigh(Collection<Conversation> conversations, Instant until) {
        conversations.stream()
                .flatMap(conversation -> moments(conversation).stream())
                .filter(moment -> !moment.at().isAfter(until))
                .sorted(Comparator.comparing(Moment::at))
                .forEach(this::weigh);
    }

    private void weigh(Moment moment) {
        clock.at(moment.at(), () -> {
            Past item = new Past(moment);
            Outcome outcome = analysing.weigh(item, moment.at());
            while (outcome instanceof Outcome.Again again) {
                transaction.executeWithoutResult(status -> again.effect().write());
                item.failed();
                outcome = analysing.weigh(item, moment.at());
            }
            if (outcome instanceof Outcome.Done done) {
                transaction.executeWithoutResult(status -> done.effect().write());
            }
        });
    }

    private List<Moment> moments(Conversation conversation) {
        List<Transcript.Line> lines = talks.transcript(conversation.id(), LINES)
                .map(Transcript::lines)
                .orElse(List.of());
        List<Moment> moments = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            Transcript.Line line = lines.get(n);
            if (line.speaker() == Transcript.Speaker.CONTACT
                    && pausedAfter(line, lines.subList(n + 1, lines.size()))
                    && keptLate(line)) {
                moments.add(new Moment(
                        new Analysing.Due(
                                conversation.contact().value(),
                                conversation.id().value()),
                        line.at().plus(AFTER)));
            }
        }
        return moments;
    }

    private static boolean pausedAfter(Transcript.Line line, List<Transcript.Line> later) {
        return later.stream()
                .filter(next -> next.speaker() == Transcript.Speaker.CONTACT)
                .findFirst()
                .map(next -> Duration.between(line.at(), next.at()).compareTo(PAUSE) > 0)
                .orElse(true);
    }

    /** An identifier tells when it was made. */
    private static boolean keptLate(Transcript.Line line) {
        return UuidV7.madeAt(line.message().value()).isAfter(line.at().plus(KEPT_LATE));
    }

    /** Work that nobody put: it is done here and now. */
    private final class Past extends Item<Analysing.Due> {
        private int attempts;

        Past(Moment moment) {
            super(Tenancy.require(), NewItem.MODEL, moment.due().contact(), moment.due(), moment.at());
        }

        void failed() {
            attempts++;
        }

        @Override
        public int attempts() {
            return attempts;
        }

        @Override
        public <R> R begin(Supplier<R> inTransaction) {
            attempts++;
            return java.util.Objects.requireNonNull(transaction.execute(status -> inTransaction.get()));
        }
    }
}
