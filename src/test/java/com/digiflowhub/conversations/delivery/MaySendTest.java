package com.digiflowhub.conversations.delivery;

import static com.digiflowhub.conversations.delivery.MaySend.Kind.AUTOMATIC;
import static com.digiflowhub.conversations.delivery.MaySend.Kind.PERSON;
import static com.digiflowhub.conversations.delivery.MaySend.Kind.STOP_CONFIRMATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.delivery.MaySend.Decision;
import com.digiflowhub.conversations.delivery.MaySend.Kind;
import com.digiflowhub.conversations.delivery.MaySend.SendFacts;
import com.digiflowhub.conversations.delivery.MaySend.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MaySendTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private boolean ownedByPerson;
    private long epoch = 3;
    private Optional<Instant> windowUntil = Optional.of(NOW.plusSeconds(1));
    private boolean windowNeeded = true;
    private Optional<Instant> stoppedAt = Optional.empty();
    private Optional<Instant> lastInboundAt = Optional.of(NOW.minusSeconds(60));
    private boolean connected = true;
    private Optional<Instant> unreachableUntil = Optional.empty();

    @Test
    void an_answer_inside_the_window_leaves() {
        assertThat(ask(AUTOMATIC)).isEqualTo(new Decision.Send());
    }

    @Test
    void the_window_closes_to_the_second() {
        windowUntil = Optional.of(NOW);
        assertThat(ask(AUTOMATIC)).isEqualTo(new Decision.UseTemplate(Why.WINDOW_CLOSED));
        assertThat(ask(PERSON)).isEqualTo(new Decision.UseTemplate(Why.WINDOW_CLOSED));
    }

    @Test
    void who_never_wrote_has_no_window() {
        windowUntil = Optional.empty();
        assertThat(ask(PERSON)).isEqualTo(new Decision.UseTemplate(Why.WINDOW_CLOSED));
    }

    @Test
    void a_channel_without_a_window_needs_none() {
        windowNeeded = false;
        windowUntil = Optional.empty();
        assertThat(ask(PERSON)).isEqualTo(new Decision.Send());
    }

    @Test
    void a_person_who_took_over_silences_the_assistant_but_not_herself() {
        ownedByPerson = true;
        assertThat(ask(AUTOMATIC)).isEqualTo(new Decision.Refuse(Why.TAKEN_OVER));
        assertThat(ask(PERSON)).isEqualTo(new Decision.Send());
    }

    @Test
    void an_answer_decided_before_a_take_over_and_hand_back_does_not_leave() {
        epoch = 5;
        assertThat(ask(AUTOMATIC)).isEqualTo(new Decision.Refuse(Why.TAKEN_OVER));
    }

    @Test
    void after_stop_nothing_automatic_leaves_but_the_one_confirmation() {
        stoppedAt = Optional.of(NOW.minusSeconds(5));
        lastInboundAt = Optional.of(NOW.minusSeconds(5));
        assertThat(ask(AUTOMATIC)).isEqualTo(new Decision.Refuse(Why.STOPPED));
        assertThat(ask(STOP_CONFIRMATION)).isEqualTo(new Decision.Send());
        assertThat(ask(PERSON)).isEqualTo(new Decision.Refuse(Why.STOPPED_PERSON_MUST_WAIT));
    }

    @Test
    void after_stop_a_person_may_answer_who_writes_again() {
        stoppedAt = Optional.of(NOW.minusSeconds(5));
        lastInboundAt = Optional.of(NOW.minusSeconds(2));
        assertThat(ask(PERSON)).isEqualTo(new Decision.Send());
        assertThat(ask(AUTOMATIC)).isEqualTo(new Decision.Refuse(Why.STOPPED));
    }

    @Test
    void a_broken_connection_refuses_with_its_reason() {
        connected = false;
        assertThat(ask(PERSON)).isEqualTo(new Decision.Refuse(Why.NOT_CONNECTED));
    }

    @Test
    void an_address_that_cannot_be_reached_is_left_alone_until_its_time() {
        unreachableUntil = Optional.of(NOW.plus(Duration.ofDays(1)));
        assertThat(ask(PERSON)).isEqualTo(new Decision.OtherChannel(Why.UNREACHABLE));
        unreachableUntil = Optional.of(NOW);
        assertThat(ask(PERSON)).isEqualTo(new Decision.Send());
    }

    @Test
    void stop_is_told_before_every_other_reason() {
        stoppedAt = Optional.of(NOW.minusSeconds(5));
        ownedByPerson = true;
        connected = false;
        windowUntil = Optional.empty();
        assertThat(ask(AUTOMATIC)).isEqualTo(new Decision.Refuse(Why.STOPPED));
    }

    @Test
    void the_length_is_checked_before_the_provider_does() {
        assertThat(decide(PERSON, 4096)).isEqualTo(new Decision.Send());
        assertThat(decide(PERSON, 4097)).isEqualTo(new Decision.Refuse(Why.TOO_LONG));
        assertThat(decide(PERSON, 0)).isEqualTo(new Decision.Refuse(Why.EMPTY));
    }

    private Decision ask(Kind kind) {
        return decide(kind, 10);
    }

    private Decision decide(Kind kind, int characters) {
        return MaySend.decide(
                new MaySend.Ask(kind, 3, characters),
                new SendFacts(
                        ownedByPerson,
                        epoch,
                        windowUntil,
                        windowNeeded,
                        stoppedAt,
                        lastInboundAt,
                        connected,
                        unreachableUntil),
                new MaySend.Limits(4096),
                NOW);
    }
}
