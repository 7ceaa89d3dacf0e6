package com.digiflowhub.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.web.Words;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The switches, and what they do to the providers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwitchboardTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.standard());

    @BeforeEach
    void restore() {
        Switchboard.restore(sandbox);
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp", "openai"})
    void every_switch_has_its_words_in_both_languages(String provider) {
        Words words = new Words();
        for (Locale language : Words.LANGUAGES) {
            assertThat(Switchboard.of(sandbox, provider).switches())
                    .isNotEmpty()
                    .allSatisfy(one -> {
                        assertThat(words.in(language).find(one.key()))
                                .as(one.key())
                                .isPresent();
                        assertThat(words.in(language).find(one.hintKey()))
                                .as(one.hintKey())
                                .isPresent();
                    });
        }
    }

    @Test
    void whatsapp_can_lose_double_and_reorder_and_the_model_can_talk_nonsense() {
        assertThat(Switchboard.of(sandbox, "whatsapp").switches())
                .extracting(Switchboard.Switch::name)
                .contains("REFUSE", "DELAY", "TOO_MANY", "ERROR_BEFORE", "ERROR_AFTER", "DROP", "DUPLICATE")
                .contains("REORDER_MESSAGES", "REORDER_STATUSES", "FAIL_LATER")
                .doesNotContain("HANG");
        assertThat(Switchboard.of(sandbox, "openai").switches())
                .extracting(Switchboard.Switch::name)
                .contains("GARBAGE", "HANG", "DROP")
                .doesNotContain("DUPLICATE", "REORDER_MESSAGES", "FAIL_LATER");
    }

    @ParameterizedTest
    @CsvSource({"DELAY, 8000", "TOO_MANY, 30", "DUPLICATE, 2", "REORDER_MESSAGES, 8000", "DROP, ''", "REFUSE, ''"})
    void a_switch_strikes_as_hard_as_its_words_say(Fault fault, String parameter) {
        assertThat(Switchboard.turn(sandbox, "whatsapp", fault.name(), true)).isTrue();
        Faults.State state = java.util.Objects.requireNonNull(
                sandbox.whatsApp().faults().states().get(fault));
        assertThat(state).isEqualTo(new Faults.State(true, parameter, "", -1, 1, state.hits()));
        assertThat(sandbox.whatsApp().faults().strike(fault)).hasValue(parameter);
    }

    @Test
    void switched_off_it_strikes_no_more() {
        Switchboard.turn(sandbox, "openai", "DROP", true);
        Switchboard.turn(sandbox, "openai", "DROP", false);
        assertThat(sandbox.model().faults().strike(Fault.DROP)).isEmpty();
    }

    @Test
    void the_other_provider_is_left_alone() {
        Switchboard.turn(sandbox, "openai", "ERROR_BEFORE", true);
        assertThat(sandbox.whatsApp().faults().strike(Fault.ERROR_BEFORE)).isEmpty();
        assertThat(sandbox.model().faults().strike(Fault.ERROR_BEFORE)).isPresent();
    }

    @Test
    void a_switch_counts_how_often_it_struck() {
        long before = hits("DROP");
        Switchboard.turn(sandbox, "whatsapp", "DROP", true);
        assertThat(sandbox.whatsApp().faults().strike(Fault.DROP)).isPresent();
        assertThat(sandbox.whatsApp().faults().strike(Fault.DROP)).isPresent();
        assertThat(hits("DROP") - before).isEqualTo(2);
    }

    @Test
    void those_switched_on_are_counted_over_both_providers_and_restored_at_once() {
        Switchboard.turn(sandbox, "whatsapp", "DROP", true);
        Switchboard.turn(sandbox, "openai", "HANG", true);
        assertThat(Switchboard.of(sandbox, "whatsapp").on()).isEqualTo(2);
        Switchboard.restore(sandbox);
        assertThat(Switchboard.of(sandbox, "openai").on()).isZero();
        assertThat(sandbox.model().faults().strike(Fault.HANG)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"whatsapp, HANG", "openai, DUPLICATE", "whatsapp, NONSENSE", "sms, DROP", "whatsapp, drop"})
    void there_is_no_switch_for_what_a_provider_cannot_do(String provider, String fault) {
        assertThat(Switchboard.turn(sandbox, provider, fault, true)).isFalse();
        assertThat(Switchboard.of(sandbox, "whatsapp").on()).isZero();
    }

    private long hits(String name) {
        return Switchboard.of(sandbox, "whatsapp").switches().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .hits();
    }
}
