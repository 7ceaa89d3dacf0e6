package com.digiflowhub.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.testing.SettableTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class RateLimitsTest {
    private final SettableTime time = new SettableTime(Instant.parse("2026-11-25T10:00:00Z"));

    @Test
    void the_mission_s_hundred_in_a_quarter_of_an_hour_hold_when_nothing_is_set() {
        RateLimits limits = limits("", "");
        assertThat(limits.ofPrograms().policy()).isEqualTo("\"api\";q=100;w=900");
        assertThat(limits.ofPeople().policy()).isEqualTo("\"person\";q=2000;w=900");
    }

    @ParameterizedTest
    @CsvSource({"15min,900", "15m,900", "PT15M,900", "1h,3600", "30s,30"})
    void the_window_is_read_as_people_write_it(String window, long seconds) {
        assertThat(limits("7", window).ofPrograms().policy()).isEqualTo("\"api\";q=7;w=" + seconds);
    }

    @ParameterizedTest
    @CsvSource({"0,15min", "-5,15min", "many,15min", "1000001,15min", "100,soon", "100,10ms"})
    void a_wrong_value_stops_the_start(String requests, String window) {
        assertThatThrownBy(() -> limits(requests, window)).isInstanceOf(InvalidSetting.class);
    }

    @Test
    void the_whole_quota_may_be_used_at_once_and_not_one_more() {
        RateLimits limits = limits("3", "30s");
        assertThat(ask(limits).remaining()).isEqualTo(2);
        assertThat(ask(limits).remaining()).isEqualTo(1);
        RateLimits.Asked third = ask(limits);
        assertThat(third.granted()).isTrue();
        assertThat(third.state()).isEqualTo("\"api\";r=0;t=10");
        RateLimits.Asked fourth = ask(limits);
        assertThat(fourth.granted()).isFalse();
        assertThat(fourth.reset()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_refusal_costs_nothing_and_the_promised_moment_is_kept() {
        RateLimits limits = limits("3", "30s");
        for (int n = 0; n < 50; n++) {
            ask(limits);
        }
        time.advance(Duration.ofSeconds(9));
        assertThat(ask(limits).granted()).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(ask(limits).granted()).isTrue();
        assertThat(ask(limits).granted()).isFalse();
    }

    @Test
    void the_quota_comes_back_evenly_and_no_further_than_whole() {
        RateLimits limits = limits("3", "30s");
        for (int n = 0; n < 3; n++) {
            assertThat(ask(limits).granted()).isTrue();
        }
        time.advance(Duration.ofSeconds(20));
        assertThat(ask(limits).remaining()).isEqualTo(1);
        time.advance(Duration.ofDays(1));
        assertThat(ask(limits).remaining()).isEqualTo(2);
    }

    @Test
    void one_caller_takes_nothing_from_another() {
        RateLimits limits = limits("1", "1h");
        assertThat(limits.ask(limits.ofPrograms(), "key a").granted()).isTrue();
        assertThat(limits.ask(limits.ofPrograms(), "key a").granted()).isFalse();
        assertThat(limits.ask(limits.ofPrograms(), "key b").granted()).isTrue();
        assertThat(limits.ask(limits.ofPeople(), "key a").granted()).isTrue();
    }

    @Test
    void callers_whose_quota_is_whole_again_are_forgotten() {
        RateLimits limits = limits("1", "1s");
        for (int n = 0; n < 60_000; n++) {
            limits.ask(limits.ofPrograms(), "network " + n);
            time.advance(Duration.ofMillis(1));
        }
        assertThat(limits.remembered()).isLessThan(50_001);
    }

    private RateLimits.Asked ask(RateLimits limits) {
        return limits.ask(limits.ofPrograms(), "somebody");
    }

    private RateLimits limits(String requests, String window) {
        return new RateLimits(
                new MockEnvironment()
                        .withProperty("RATE_LIMIT_REQUESTS", requests)
                        .withProperty("RATE_LIMIT_WINDOW", window),
                new HubClock(time));
    }
}
