package com.digiflowhub.assistant.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.contacts.ContactArrived;
import com.digiflowhub.conversations.ConversationSettings;
import com.digiflowhub.conversations.MessageArrived;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is heard leads to one alarm a conversation; what is reached is told once for each crossing. */
class WordsHeardTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
    private static final ContactId INES = new ContactId(UUID.randomUUID());

    private final WordsHeard listener = new WordsHeard(
            new ConversationSettings(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(60)),
            new HubClock(() -> NOW));

    static NewItem alarm(ContactId contact, UUID conversation, Instant at) {
        return NewItem.alarm(
                "analyse:" + conversation,
                NewItem.HUB,
                contact.value(),
                WordsPaused.KIND,
                new Analysing.Due(contact.value(), conversation),
                at);
    }

    @Test
    void a_message_sets_the_one_alarm_of_its_conversation() {
        UUID conversation = UUID.randomUUID();
        assertThat(listener.hears(new MessageArrived(INES, conversation, UUID.randomUUID())))
                .contains(alarm(INES, conversation, NOW.plusSeconds(2)));
        assertThat(listener.hears(new ContactArrived(INES, "form"))).isEmpty();
    }

    @Test
    void a_level_is_told_when_it_is_crossed_upward_and_not_while_the_score_stays_above() {
        assertThat(told(OptionalInt.empty(), 72)).containsExactly("WARM 72", "HOT 72");
        assertThat(told(OptionalInt.of(50), 70)).containsExactly("HOT 70");
        assertThat(told(OptionalInt.of(70), 95)).isEmpty();
        assertThat(told(OptionalInt.of(95), 10)).isEmpty();
        assertThat(told(OptionalInt.of(10), 45)).containsExactly("WARM 45");
    }

    private static List<String> told(OptionalInt before, int now) {
        return Thresholds.crossings(new Thresholds.Levels(40, 70), INES, before, now).stream()
                .map(reached -> reached.level() + " " + reached.score())
                .toList();
    }
}
