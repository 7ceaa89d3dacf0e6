package com.digiflowhub.channels;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Settings;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for every channel, whatever its wire: reading is pure and loses nothing, sending has one sealed end and never throws, secrets
 * stay inside, and a check names what is wrong so that somebody can mend it. A new channel inherits this and says how its provider is
 * made to misbehave.
 */
public abstract class ChannelContract {
    protected final RunningHub hub = RunningHub.shared();
    protected final ConnectedWorkspace agency = hub.newWorkspace();

    /** The channel on board. */
    protected abstract Channel channel();

    /** A working connection of {@link #agency}. */
    protected abstract Connection connection();

    /** The same connection with an address at which nobody listens. */
    protected abstract Connection unreachable();

    /** What the provider posts when somebody writes. */
    protected abstract byte[] message(String providerId, String text);

    /** What the provider posts when it tells of our message. */
    protected abstract byte[] status(String providerId, UUID ours, DeliveryStatus status);

    /** The next send meets this. */
    protected abstract void next(Trouble trouble);

    /** How often the provider took the message of this id. */
    protected abstract long accepted(UUID ours);

    /** Makes the provider such that a check finds something, each time something else. */
    protected abstract List<Runnable> ailments();

    /** What can go wrong with a send. */
    public enum Trouble {
        REFUSED,
        TOO_MANY,
        SLOW,
        ERROR_BEFORE,
        ACCEPTED_THEN_DROPPED,
        GARBAGE
    }

    @Test
    void it_has_a_key_that_never_changes_and_knocks_at_paths_of_its_own() {
        assertThat(channel().key()).matches("[a-z][a-z0-9-]*");
        assertThat(channel().paths())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).startsWith(channel().key()));
        assertThat(channel().reader()).isEqualTo(Channel.READER);
        assertThat(hub.part(Channels.class).require(channel().key())).isSameAs(channel());
    }

    @Test
    void reading_the_same_envelope_twice_says_the_same() {
        Envelope envelope = envelope(message("id-1", "Bonjour"));
        List<ChannelEvent> first = channel().read(envelope);
        assertThat(channel().read(envelope)).isEqualTo(first);
        assertThat(first).singleElement().isInstanceOfSatisfying(ChannelEvent.Arrived.class, arrived -> {
            assertThat(arrived.content()).isEqualTo(new Content.Text("Bonjour"));
            assertThat(arrived.providerId()).isNotBlank();
            assertThat(arrived.at()).isBeforeOrEqualTo(Instant.now().plusSeconds(1));
        });
    }

    @Test
    void a_duplicate_carries_the_id_by_which_it_is_known_as_one() {
        ChannelEvent.Arrived one = (ChannelEvent.Arrived)
                channel().read(envelope(message("id-1", "x"))).getFirst();
        ChannelEvent.Arrived same = (ChannelEvent.Arrived)
                channel().read(envelope(message("id-1", "x"))).getFirst();
        ChannelEvent.Arrived other = (ChannelEvent.Arrived)
                channel().read(envelope(message("id-2", "x"))).getFirst();
        assertThat(same.providerId()).isEqualTo(one.providerId());
        assertThat(other.providerId()).isNotEqualTo(one.providerId());
    }

    @Test
    void statuses_are_read_by_themselves_in_whatever_order_they_come() {
        UUID ours = UUID.randomUUID();
        List<DeliveryStatus> told =
                new ArrayList<>(List.of(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ));
        Collections.shuffle(told, new Random(7));
        for (DeliveryStatus status : told) {
            assertThat(channel().read(envelope(status("out-1", ours, status))))
                    .singleElement()
                    .isInstanceOfSatisfying(ChannelEvent.StatusChanged.class, changed -> {
                        assertThat(changed.status()).isEqualTo(status);
                        assertThat(changed.ourId()).contains(ours);
                        assertThat(changed.providerId()).isEqualTo("out-1");
                    });
        }
    }

    @Test
    void bytes_that_make_no_sense_are_unreadable_and_nothing_else() {
        Random chance = new Random(11);
        for (int round = 0; round < 200; round++) {
            byte[] body = message("id-1", "Bonjour");
            for (int n = 0; n <= round % 7; n++) {
                body[chance.nextInt(body.length)] = (byte) chance.nextInt(256);
            }
            byte[] cut = java.util.Arrays.copyOf(body, round % 2 == 0 ? body.length : chance.nextInt(body.length));
            try {
                assertThat(channel().read(envelope(cut))).isNotNull();
            } catch (UnreadableEnvelope unreadable) {
                assertThat(unreadable.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void what_is_sent_is_accepted_once_under_the_providers_id() {
        UUID ours = UUID.randomUUID();
        assertThat(send(ours))
                .isInstanceOfSatisfying(
                        SendResult.Accepted.class,
                        taken -> assertThat(taken.providerId()).isNotBlank());
        assertThat(accepted(ours)).isEqualTo(1);
    }

    @Test
    void a_refusal_is_final_and_names_the_providers_code() {
        next(Trouble.REFUSED);
        UUID ours = UUID.randomUUID();
        assertThat(send(ours)).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.why().code()).isNotBlank();
            assertThat(refused.why().consequence()).isNotNull();
        });
        assertThat(accepted(ours)).isZero();
    }

    @Test
    void too_many_requests_are_told_with_the_pause_that_the_provider_asks() {
        next(Trouble.TOO_MANY);
        UUID ours = UUID.randomUUID();
        assertThat(send(ours)).isInstanceOfSatisfying(SendResult.TryLater.class, later -> {
            assertThat(later.after()).isPositive().isLessThanOrEqualTo(Duration.ofHours(24));
            assertThat(later.why().consequence()).isEqualTo(Failure.Consequence.SLOW_DOWN);
        });
        assertThat(accepted(ours)).isZero();
    }

    @Test
    void a_slow_provider_is_waited_for() {
        next(Trouble.SLOW);
        UUID ours = UUID.randomUUID();
        assertThat(send(ours)).isInstanceOf(SendResult.Accepted.class);
        assertThat(accepted(ours)).isEqualTo(1);
    }

    @Test
    void an_error_before_acceptance_may_be_tried_again() {
        next(Trouble.ERROR_BEFORE);
        UUID ours = UUID.randomUUID();
        assertThat(send(ours)).isInstanceOf(SendResult.TryLater.class);
        assertThat(accepted(ours)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"ACCEPTED_THEN_DROPPED", "GARBAGE"})
    void an_answer_that_was_lost_leaves_the_outcome_unknown(Trouble trouble) {
        next(trouble);
        UUID ours = UUID.randomUUID();
        assertThat(send(ours)).isInstanceOf(SendResult.Unknown.class);
        assertThat(accepted(ours)).as("it had been taken").isEqualTo(1);
    }

    @Test
    void a_provider_that_is_not_reached_has_taken_nothing_for_sure() {
        SendResult result = channel()
                .send(unreachable(), new OutgoingMessage(UUID.randomUUID(), to(), "Bonjour", Optional.empty()));
        assertThat(result).isInstanceOf(SendResult.TryLater.class);
    }

    @Test
    void what_the_channel_cannot_carry_never_reaches_the_provider() {
        int most = channel().capabilities().maxTextCharacters();
        assertThat(channel()
                        .send(
                                connection(),
                                new OutgoingMessage(UUID.randomUUID(), to(), "é".repeat(most + 1), Optional.empty())))
                .isInstanceOf(SendResult.Refused.class);
        assertThat(channel().send(connection(), new OutgoingMessage(UUID.randomUUID(), to(), "  ", Optional.empty())))
                .isInstanceOf(SendResult.Refused.class);
    }

    @Test
    void no_secret_is_in_what_is_printed_or_shown() {
        Connection connection = connection();
        Set<String> secrets = secrets();
        Standing standing = agency.in(
                () -> hub.part(Connections.class).standing(connection.id()).orElseThrow());
        assertThat(secrets).isNotEmpty();
        assertThat(List.of(connection.toString(), String.valueOf(connection.settings()), standing.toString()))
                .allSatisfy(text -> secrets.forEach(secret -> assertThat(text).doesNotContain(secret)));
        assertThat(standing.secrets().values())
                .allSatisfy(shown -> assertThat(shown.length()).isLessThanOrEqualTo(4));
        assertThat(
                        agency.look(
                                "select settings::text || encode(secrets, 'escape') from connections.connection where workspace_id = :here"))
                .allSatisfy(
                        stored -> secrets.forEach(secret -> assertThat(stored).doesNotContain(secret)));
    }

    @Test
    void every_setting_has_a_variable_and_a_type_that_a_form_can_show() {
        assertThat(Settings.inputs(channel().settings())).isNotEmpty().allSatisfy(input -> {
            assertThat(input.variables()).isNotEmpty();
            assertThat(input.type()).isIn("text", "secret", "number", "flag", "address");
        });
    }

    @Test
    void a_check_tells_each_ailment_apart_and_keeps_what_it_found() {
        Set<Set<String>> seen = new HashSet<>();
        for (Runnable ailment : ailments()) {
            ailment.run();
            List<Finding> findings = agency.in(
                    () -> hub.part(Connections.class).check(connection().id()));
            Set<String> codes =
                    new HashSet<>(findings.stream().map(Finding::code).toList());
            assertThat(findings).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.code()).startsWith(channel().key() + ".");
                assertThat(finding.verdict() == Finding.Verdict.FINE
                                || finding.action().isPresent()
                                || !finding.arguments().isEmpty()
                                || finding.code().endsWith("-yet"))
                        .as("%s says what to look at", finding)
                        .isTrue();
            });
            assertThat(seen.add(codes)).as("%s is told from the others", codes).isTrue();
            assertThat(agency.look("select code from connections.finding where workspace_id = :here order by position"))
                    .containsExactlyElementsOf(
                            findings.stream().map(Finding::code).toList());
            boolean broken = findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.BROKEN);
            assertThat(agency.in(() ->
                            hub.part(Connections.class).working(connection().id())))
                    .isEqualTo(!broken);
        }
    }

    /** The words that must not be seen. */
    protected abstract Set<String> secrets();

    protected final SendResult send(UUID ours) {
        return channel().send(connection(), new OutgoingMessage(ours, to(), "Bonjour", Optional.empty()));
    }

    protected Address to() {
        return new Address(Optional.of(CLAIRE.phone()), Optional.empty());
    }

    protected final Envelope envelope(byte[] body) {
        return new Envelope(UUID.randomUUID(), agency.connection(), Map.of(), body, Instant.now());
    }
}
