package com.digiflowhub.conversations.delivery;

import com.digiflowhub.channels.DeliveryStatus;
import com.digiflowhub.channels.Failure;
import com.digiflowhub.channels.SendResult;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.Promise;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.Effect;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is written when a send ended: the attempt's result, the message's state, and what follows for others. */
@Component
class SendResults {
    private static final int ATTEMPTS_AT_MOST = 5;
    /** Each may be one that was taken. */
    private static final int DOUBTFUL_AT_MOST = 4;

    private static final Duration LONGER_WITH_EACH = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration BROKEN_PAUSE = Duration.ofMinutes(5);

    private final MessageRows messages;
    private final Attempts attempts;
    private final Statuses statuses;
    private final Consequences consequences;
    private final Connections connections;
    private final HubClock clock;
    private final Live live;

    SendResults(
            MessageRows messages,
            Attempts attempts,
            Statuses statuses,
            Consequences consequences,
            Connections connections,
            HubClock clock,
            Live live) {
        this.messages = messages;
        this.attempts = attempts;
        this.statuses = statuses;
        this.consequences = consequences;
        this.connections = connections;
        this.clock = clock;
        this.live = live;
    }

    /** It may not leave: the reason is data of the message. */
    Outcome stay(Message message, MaySend.Decision decision) {
        return switch (decision) {
            case MaySend.Decision.Send send -> throw new IllegalStateException("it was to leave");
            case MaySend.Decision.HoldUntil hold ->
                new Outcome.Later(
                        hold.until(),
                        settle(message, MessageState.HELD, hold.why().code(), ""));
            case MaySend.Decision.Refuse refuse -> refused(message, refuse.why());
            case MaySend.Decision.UseTemplate template -> refused(message, template.why());
            case MaySend.Decision.OtherChannel other -> refused(message, other.why());
        };
    }

    private Outcome refused(Message message, MaySend.Why why) {
        if (why == MaySend.Why.NOT_CONNECTED) {
            return new Outcome.Blocked(
                    clock.now().plus(BROKEN_PAUSE),
                    new Reason(why.code(), "the connection is not working"),
                    settle(message, MessageState.QUEUED, why.code(), ""));
        }
        MessageState state = why == MaySend.Why.TAKEN_OVER ? MessageState.CANCELLED : MessageState.REFUSED;
        Effect refused = settle(message, state, why.code(), "");
        return new Outcome.Done(
                switch (why) {
                    case STOPPED, STOPPED_PERSON_MUST_WAIT, TAKEN_OVER, NOT_CONNECTED -> refused;
                    case WINDOW_CLOSED, TOO_LONG, EMPTY, UNREACHABLE -> {
                        Effect looked = () -> consequences.notSent(message);
                        yield looked.then(refused);
                    }
                });
    }

    Outcome left(Message message, Connection connection, int attempt, SendResult result) {
        return switch (result) {
            case SendResult.Accepted accepted ->
                acceptedInTimeOrLate(() -> accept(message, connection, attempt, accepted.providerId()));
            case SendResult.TryLater later -> tryLater(message, attempt, later);
            case SendResult.Refused refused ->
                refused.why().consequence() == Failure.Consequence.STOP_CHANNEL
                        ? stopChannel(message, connection, attempt, refused.why())
                        : refuse(message, attempt, refused.why());
            case SendResult.Unknown unknown -> lost(message, attempt, unknown.why());
        };
    }

    /** An attempt of a former life that has no result: it is closed as unknown. */
    Outcome unknown(Message message, String code) {
        Effect ended = () -> attempts.end(message.id(), attempts.count(message.id()), "unknown", code, "");
        return new Outcome.Done(ended.then(becomeUnknown(message, code)));
    }

    /** Twice rather than never, but not without end. */
    boolean onceMore(Message message, int attempts) {
        return message.promise() == Promise.REMINDER && attempts < ATTEMPTS_AT_MOST;
    }

    /** It may have arrived. What must leave at least once waits as long as the provider has to tell; the lane goes on meanwhile. */
    private Outcome lost(Message message, int attempt, Failure why) {
        Effect ended = () -> attempts.end(message.id(), attempt, "unknown", why.code(), why.detail());
        return onceMore(message, attempt)
                ? new Outcome.Doubtful(
                        Optional.of(clock.now().plus(MessageRows.PROVIDER_TELLS_WITHIN)),
                        ended.then(() -> queueAgain(message, why)).orLate(ended))
                : new Outcome.Doubtful(
                        Optional.empty(),
                        ended.then(becomeUnknown(message, why.code())).orLate(ended));
    }

    private static Outcome acceptedInTimeOrLate(Effect accepted) {
        return new Outcome.Done(accepted.orLate(accepted));
    }

    /** A status may have come before our own answer did: then the message is further already. */
    private void accept(Message message, Connection connection, int attempt, String providerId) {
        attempts.end(message.id(), attempt, "accepted", "", "");
        List<Statuses.Told> told = new ArrayList<>(List.of(new Statuses.Told(DeliveryStatus.SENT, Optional.empty())));
        told.addAll(statuses.early(connection, providerId));
        if (!statuses.apply(message.id(), told, providerId)) {
            live.changed("conversation", message.conversation());
        }
    }

    private Outcome tryLater(Message message, int attempt, SendResult.TryLater later) {
        Failure why = later.why();
        if (later.perhapsTaken() && message.promise() == Promise.STRICT) {
            return lost(message, attempt, why);
        }
        boolean accountWaits = why.consequence() == Failure.Consequence.SLOW_DOWN;
        if (!accountWaits && attempt >= (later.perhapsTaken() ? DOUBTFUL_AT_MOST : ATTEMPTS_AT_MOST)) {
            return refuse(message, attempt, why);
        }
        Effect ended = () -> attempts.end(message.id(), attempt, "try-later", why.code(), why.detail());
        Effect again = ended.then(() -> queueAgain(message, why))
                .orLate(later.perhapsTaken() ? ended : ended.then(failNow(message, why)));
        Reason reason = new Reason(why.code(), why.detail());
        return accountWaits
                ? new Outcome.Blocked(clock.now().plus(pause(attempt, later.after())), reason, again)
                : new Outcome.Again(later.after(), reason, again);
    }

    /** However long a provider is away: its account waits, and no message is lost for that. */
    private static Duration pause(int attempt, Duration asked) {
        Duration ours = LONGER_WITH_EACH.multipliedBy(attempt);
        Duration most = ours.compareTo(LONGEST_WAIT) < 0 ? ours : LONGEST_WAIT;
        return asked.compareTo(most) > 0 ? asked : most;
    }

    /** The account is broken, not the message: it keeps its place until somebody mends the connection. */
    private Outcome stopChannel(Message message, Connection connection, int attempt, Failure why) {
        Effect stopped = () -> {
            attempts.end(message.id(), attempt, "refused", why.code(), why.detail());
            queueAgain(message, why);
            connections.markBroken(connection.id(), why.code());
        };
        return new Outcome.Blocked(clock.now().plus(BROKEN_PAUSE), new Reason(why.code(), why.detail()), stopped);
    }

    /** Unless a status told meanwhile that it arrived after all: then there is nothing to send again. */
    private void queueAgain(Message message, Failure why) {
        if (messages.lock(message.id()).orElseThrow().state() == MessageState.SENDING) {
            messages.move(message.id(), MessageState.QUEUED, Optional.of(why.code()), Optional.of(why.detail()));
        }
        live.changed("conversation", message.conversation());
    }

    private Outcome refuse(Message message, int attempt, Failure why) {
        Effect ended = () -> attempts.end(message.id(), attempt, "refused", why.code(), why.detail());
        return new Outcome.Done(ended.then(fail(message, why)).orLate(ended.then(failNow(message, why))));
    }

    private Effect fail(Message message, Failure why) {
        return () -> {
            boolean ignored = statuses.apply(
                    message.id(), List.of(new Statuses.Told(DeliveryStatus.FAILED, Optional.of(why))), "");
        };
    }

    /** The refusal came too late for its item; only where nobody else went on meanwhile it decides. */
    private Effect failNow(Message message, Failure why) {
        return () -> {
            Message now = messages.find(message.id()).orElseThrow();
            if (now.state() == MessageState.UNKNOWN || now.sentAgain()) {
                fail(message, why).write();
            }
        };
    }

    private Effect becomeUnknown(Message message, String code) {
        return () -> {
            Message now = messages.lock(message.id()).orElseThrow();
            if (now.state() == MessageState.SENDING) {
                messages.move(message.id(), MessageState.UNKNOWN, Optional.of(code), Optional.empty());
                consequences.outcomeUnknown(message.id());
            }
            live.changed("conversation", message.conversation());
        };
    }

    private Effect settle(Message message, MessageState state, String reason, String detail) {
        return () -> {
            messages.move(
                    message.id(),
                    state,
                    Optional.of(reason),
                    Optional.of(detail).filter(words -> !words.isEmpty()));
            live.changed("conversation", message.conversation());
        };
    }
}
