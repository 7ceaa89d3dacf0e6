package com.digiflowhub.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeldDesksTest {
    private final HeldDesks desks = new HeldDesks();
    private final List<WorkspaceId> five =
            Stream.generate(() -> new WorkspaceId(UUID.randomUUID())).limit(5).toList();

    @Test
    void when_few_are_swept_at_once_each_has_its_turn_before_any_has_a_second_one() {
        hold(five);
        for (int round = 0; round < 3; round++) {
            Set<WorkspaceId> swept = new HashSet<>();
            for (int i = 0; i < five.size(); i++) {
                assertThat(desks.toSweep(1)).hasSize(1).allMatch(swept::add);
            }
            assertThat(swept).containsExactlyInAnyOrderElementsOf(five);
        }
    }

    @Test
    void who_came_last_is_swept_first_and_nobody_twice_in_a_sweep() {
        hold(five.subList(0, 3));
        assertThat(desks.toSweep(64)).containsExactlyInAnyOrderElementsOf(five.subList(0, 3));
        hold(five);
        assertThat(desks.toSweep(2)).containsExactlyInAnyOrderElementsOf(five.subList(3, 5));
    }

    private void hold(List<WorkspaceId> mine) {
        Map<WorkspaceId, Integer> all = new HashMap<>();
        mine.forEach(workspace -> all.put(workspace, 0));
        desks.hold(all, Map.of(), Instant.now());
    }
}
