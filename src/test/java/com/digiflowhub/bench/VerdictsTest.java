package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the long rows conclude from their figures. */
class VerdictsTest {
    private static final Flat RULE = new Flat("heap MB", 1.25, 32);

    @Test
    void what_ends_where_it_began_is_flat_whatever_lay_between() {
        Flat.Verdict verdict = RULE.judge(List.of(400.0, 100.0, 900.0, 105.0), 1);
        assertThat(verdict.flat()).isTrue();
        assertThat(verdict.said()).isEqualTo("flat: last 105, at most 157 (100 x 1.25 + 32.0)");
    }

    @Test
    void the_limit_itself_is_flat_and_a_little_more_is_not() {
        assertThat(RULE.judge(List.of(1.0, 100.0, 157.0), 1).flat()).isTrue();
        Flat.Verdict over = RULE.judge(List.of(1.0, 100.0, 157.1), 1);
        assertThat(over.flat()).isFalse();
        assertThat(over.said()).startsWith("NOT FLAT: last 157");
    }

    @Test
    void the_line_compared_with_is_the_one_asked_for() {
        List<Double> values = List.of(10.0, 10.0, 800.0, 790.0);
        assertThat(RULE.judge(values, 1).flat()).isFalse();
        assertThat(RULE.judge(values, 2).flat()).isTrue();
    }

    @Test
    void a_spread_gives_the_worst_at_a_hundred_and_nothing_of_nothing() {
        List<Double> millis = new ArrayList<>(
                IntStream.rangeClosed(1, 200).mapToObj(n -> (double) n).toList());
        java.util.Collections.reverse(millis);
        Spread spread = Spread.of(millis);
        assertThat(spread.at(0)).isEqualTo(1);
        assertThat(spread.at(50)).isEqualTo(101);
        assertThat(spread.at(95)).isEqualTo(191);
        assertThat(spread.at(99)).isEqualTo(199);
        assertThat(spread.at(100)).isEqualTo(200);
        assertThat(Spread.of(List.of()).at(99)).isZero();
    }

    @Test
    void the_heap_is_read_in_the_words_of_each_collector() {
        assertThat(HubMemory.heapIn("""
                4711:
                 garbage-first heap   total reserved 6172672K, committed 262144K, used 51200K [0x0000000687400000, 0x0000000800000000)
                  region size 4096K, 3 young (12288K), 1 survivors (4096K)
                 Metaspace       used 90112K, committed 91264K, reserved 1179648K
                  class space    used 12288K, committed 12800K, reserved 1048576K
                """)).isEqualTo(50);
        assertThat(HubMemory.heapIn("""
                4711:
                 DefNew     total 78656K, used 10240K [0x00, 0x00, 0x00)
                  eden space 69952K,  14% used [0x00, 0x00, 0x00)
                 Tenured    total 174784K, used 40960K [0x00, 0x00, 0x00)
                  the  space 174784K,  23% used [0x00, 0x00, 0x00)
                 Metaspace       used 90112K, committed 91264K, reserved 1179648K
                """)).isEqualTo(50);
    }
}
