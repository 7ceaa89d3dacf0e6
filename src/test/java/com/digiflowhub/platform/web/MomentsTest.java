package com.digiflowhub.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Cayenne is three hours behind UTC, so late evenings there are tomorrow elsewhere. */
class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-11-13T00:36:20Z");
    private static final ZoneId CAYENNE = ZoneId.of("America/Cayenne");

    private final Moments french = new Moments(new Words().in(Locale.FRENCH), CAYENNE, NOW);
    private final Moments english = new Moments(new Words().in(Locale.ENGLISH), CAYENNE, NOW);

    @Test
    void a_list_says_how_long_ago_then_the_hour_then_the_day() {
        assertThat(french.shortly(NOW.minusSeconds(20))).isEqualTo("à l’instant");
        assertThat(french.shortly(NOW.minusSeconds(125))).isEqualTo("2 min");
        assertThat(french.shortly(Instant.parse("2026-11-12T21:48:00Z"))).isEqualTo("18:48");
        assertThat(french.shortly(Instant.parse("2026-11-12T02:10:00Z"))).isEqualTo("hier");
        assertThat(english.shortly(Instant.parse("2026-11-12T02:10:00Z"))).isEqualTo("yesterday");
        assertThat(english.shortly(Instant.parse("2026-08-03T12:00:00Z"))).isEqualTo("3 Aug");
        assertThat(english.shortly(Instant.parse("2025-08-03T12:00:00Z"))).isEqualTo("3 Aug 2025");
    }

    @Test
    void who_waits_has_waited_a_rounded_time() {
        assertThat(french.since(NOW.minusSeconds(42 * 60))).isEqualTo("42 min");
        assertThat(french.since(NOW.minusSeconds(3 * 3600 + 100))).isEqualTo("3 h");
        assertThat(french.since(NOW.minusSeconds(26 * 3600))).isEqualTo("1 jour");
        assertThat(english.since(NOW.minusSeconds(3 * 24 * 3600))).isEqualTo("3 days");
    }

    @Test
    void what_is_left_is_told_to_the_minute() {
        assertThat(french.until(NOW.plusSeconds(21 * 3600 + 4 * 60))).isEqualTo("21 h 04");
        assertThat(english.until(NOW.plusSeconds(59 * 60))).isEqualTo("59 min");
        assertThat(english.until(NOW.minusSeconds(1))).isEqualTo("0 min");
    }

    @Test
    void days_are_those_of_the_zone() {
        assertThat(french.sameDay(Instant.parse("2026-11-12T23:00:00Z"), NOW)).isTrue();
        assertThat(french.sameDay(Instant.parse("2026-11-12T02:59:00Z"), NOW)).isFalse();
        assertThat(french.dayLine(NOW)).isEqualTo("Aujourd’hui");
        assertThat(french.dayLine(Instant.parse("2026-11-10T12:00:00Z"))).isEqualTo("Mardi 10 novembre");
        assertThat(english.dayLine(Instant.parse("2025-11-10T12:00:00Z"))).isEqualTo("Monday 10 November 2025");
    }

    @Test
    void the_exact_time_names_its_zone() {
        assertThat(english.exactly(NOW)).contains("12 November 2026", "21:36:20", "(America/Cayenne)");
        assertThat(french.exactly(NOW)).contains("12 novembre 2026", "21:36:20");
        assertThat(french.clock(NOW)).isEqualTo("21:36");
    }
}
