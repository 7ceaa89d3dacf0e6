package com.digiflowhub.conversations.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.conversations.log.ConversationLists.Choice;
import com.digiflowhub.platform.web.Problem;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AskedTest {
    private static final UUID ID = UUID.fromString("0190a000-0000-7000-8000-000000000001");

    @Test
    void a_bare_address_shows_the_open_ones_and_stays_bare() {
        Asked asked = Asked.of(null, null, null, null);

        assertThat(asked.choice()).isEqualTo(Choice.OPEN);
        assertThat(asked.list()).isEqualTo("/inbox");
        assertThat(asked.conversation(ID)).isEqualTo("/inbox/" + ID);
        assertThat(asked.rows()).isEqualTo(Asked.PAGE);
    }

    @Test
    void every_link_leads_to_the_list_one_came_from() {
        Asked asked = Asked.of("mine", null, null, null);

        assertThat(asked.conversation(ID)).isEqualTo("/inbox/" + ID + "?show=mine");
        assertThat(asked.act(ID, "take-over")).isEqualTo("/inbox/" + ID + "/take-over?show=mine");
        assertThat(asked.list()).isEqualTo("/inbox?show=mine");
        assertThat(asked.list("open")).isEqualTo("/inbox");
        assertThat(asked.from("/inbox/rows", ID)).isEqualTo("/inbox/rows?show=mine&cursor=" + ID);
    }

    @Test
    void words_are_written_into_addresses_so_that_they_end_nothing() {
        Asked asked = Asked.of(null, " c'est \"combien\" & pour=qui ? \0", null, null);

        assertThat(asked.searching()).isTrue();
        assertThat(asked.words()).isEqualTo("c'est \"combien\" & pour=qui ?");
        assertThat(asked.query()).isEqualTo("?q=c%27est+%22combien%22+%26+pour%3Dqui+%3F");
        assertThat(asked.shows("open")).isFalse();
    }

    @Test
    void nobody_can_ask_for_endless_words_or_rows() {
        Asked asked = Asked.of("closed", "a".repeat(5_000), null, 100_000);

        assertThat(asked.words()).hasSize(200);
        assertThat(asked.rows()).isEqualTo(500);
        assertThat(Asked.of(null, null, null, -4).rows()).isEqualTo(Asked.PAGE);
    }

    @Test
    void a_list_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> Asked.of("everything", null, null, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Asked.of(null, null, "not-a-cursor", null)).isInstanceOf(Problem.class);
        assertThat(Asked.of("", "", null, null).after()).isEqualTo(Optional.empty());
    }
}
