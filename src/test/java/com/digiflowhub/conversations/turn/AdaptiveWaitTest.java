package com.digiflowhub.conversations.turn;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Several short messages are answered once: 1.5 s after the last of them, 8 s after the first at the latest. */
class AdaptiveWaitTest {
    private final RunningHub hub = RunningHub.sharedWithSettableTime();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Phone phone = agency.phone(CLAIRE);
    /** What the answerer had read each time it was asked. */
    private final List<List<String>> asked = new CopyOnWriteArrayList<>();

    private int written;

    AdaptiveWaitTest() {
        agency.answers(seen -> {
            asked.add(seen.lines().stream()
                    .filter(line -> line.speaker() == Transcript.Speaker.CONTACT)
                    .map(Transcript.Line::text)
                    .toList());
            return new Verdict.Say("Antwort " + asked.size());
        });
    }

    @Test
    void three_short_messages_are_answered_once_a_second_and_a_half_after_the_last() {
        writes("Bonjour");
        advance(1_000);
        writes("c'est combien");
        advance(1_000);
        writes("la formation ?");
        advance(1_400);
        assertNobodyAsked();
        advance(200);
        waitUntilAsked(1);
        assertThat(asked.getFirst()).containsExactly("Bonjour", "c'est combien", "la formation ?");
        Patience.waitUntil("one answer", () -> phone.received().size() == 1);
        advance(20_000);
        assertThat(asked).hasSize(1);
    }

    @Test
    void who_writes_without_end_is_answered_after_eight_seconds_and_again_after_eight_more() {
        for (int n = 0; n < 8; n++) {
            writes("noch etwas " + n);
            advance(1_000);
        }
        waitUntilAsked(1);
        for (int n = 8; n < 17; n++) {
            writes("noch etwas " + n);
            advance(1_000);
        }
        waitUntilAsked(2);
        assertThat(asked.getLast()).contains("noch etwas 0", "noch etwas 8");
    }

    @Test
    void the_alarm_stands_at_the_earlier_of_quiet_and_cap() {
        Instant first = hub.now();
        writes("eins");
        assertThat(alarm()).isEqualTo(first.plusMillis(1_500));
        advance(1_000);
        writes("zwei");
        assertThat(alarm()).isEqualTo(first.plusMillis(2_500));
        for (int n = 0; n < 6; n++) {
            advance(1_000);
            writes("weiter " + n);
        }
        assertThat(alarm()).as("7 s after the first").isEqualTo(first.plusMillis(8_000));
        assertThat(agency.look("select count(*) from work.item where workspace_id = :here and key like 'turn:%'"))
                .containsExactly("1");
    }

    @Test
    void the_cap_counts_anew_after_each_turn() {
        writes("eins");
        advance(1_600);
        waitUntilAsked(1);
        advance(60_000);
        Instant second = hub.now();
        writes("zwei");
        assertThat(alarm()).isEqualTo(second.plusMillis(1_500));
        advance(1_000);
        writes("drei");
        assertThat(alarm()).isEqualTo(second.plusMillis(2_500));
    }

    @Test
    void a_message_that_comes_twice_moves_the_alarm_once() {
        Instant first = hub.now();
        String id = Parcel.newId();
        assertThat(agency.parcel().text(CLAIRE, id, "Bonjour").post()).isEqualTo(200);
        recorded("Bonjour");
        advance(1_000);
        assertThat(agency.parcel().text(CLAIRE, id, "Bonjour").post()).isEqualTo(200);
        Patience.waitUntil(
                "read",
                () -> agency.look("select 1 from work.item where workspace_id = :here and kind = 'read'")
                        .isEmpty());
        assertThat(alarm()).isEqualTo(first.plusMillis(1_500));
    }

    @Test
    void where_a_person_answers_nobody_else_is_asked() {
        writes("Bonjour");
        agency.run(() -> hub.part(Conversations.class)
                .takeOver(agency.conversation(CLAIRE).id(), agency.owner()));
        advance(2_000);
        writes("Allô ?");
        advance(10_000);
        Patience.waitUntil(
                "the turn is over",
                () -> agency.look("select 1 from work.item where workspace_id = :here")
                        .isEmpty());
        assertThat(asked).isEmpty();
        assertThat(agency.look("select turn_since from conversations.conversation where workspace_id = :here"))
                .containsExactly("null");
    }

    @Test
    void where_nobody_answers_a_person_is_called() {
        ConnectedWorkspace silent = hub.newWorkspace();
        silent.answers(seen -> new Verdict.HandOver("no-answer"));
        assertThat(silent.parcel().text(CLAIRE, "wamid.1", "Bonjour").post()).isEqualTo(200);
        assertThat(silent.waitForMessage(CLAIRE, "Bonjour").text()).isEqualTo("Bonjour");
        advance(2_000);
        Patience.waitUntil(
                "waiting", () -> silent.conversation(CLAIRE).waiting().isPresent());
        assertThat(silent.conversation(CLAIRE).waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo("no-answer"));
    }

    private void writes(String text) {
        assertThat(agency.parcel()
                        .message(
                                CLAIRE,
                                "wamid.a" + written++,
                                hub.now(),
                                "\"type\":\"text\",\"text\":{\"body\":\"" + text + "\"}")
                        .post())
                .isEqualTo(200);
        recorded(text);
    }

    private void recorded(String text) {
        assertThat(agency.waitForMessage(CLAIRE, text).text()).isEqualTo(text);
    }

    private void advance(long millis) {
        hub.advance(Duration.ofMillis(millis));
    }

    private Instant alarm() {
        return java.time.OffsetDateTime.parse(agency.look(
                                "select to_char(due_at at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from work.item where workspace_id = :here and key like 'turn:%'")
                        .getFirst())
                .toInstant();
    }

    private void waitUntilAsked(int times) {
        Patience.waitUntil("asked " + times + " times", () -> asked.size() >= times);
        assertThat(asked).hasSize(times);
    }

    /** Nothing is due; what might be wrongly due would have been begun by the time the engine looked again. */
    private void assertNobodyAsked() {
        assertThat(asked).isEmpty();
        assertThat(alarm()).isAfter(hub.now());
    }
}
