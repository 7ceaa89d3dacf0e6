package com.digiflowhub.platform.work;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The queues of a node that have something to begin and wait for their moments; what reads or changes them is called under the engine's lock. */
@Component
class Paces {
    private final PaceRows rows;

    Paces(PaceRows rows) {
        this.rows = rows;
    }

    static Map<PaceRows.Asked, Queue> asking(Collection<Desk> desks, Instant now) {
        long nano = System.nanoTime();
        Map<PaceRows.Asked, Queue> asking = new HashMap<>();
        desks.forEach(desk -> desk.waitingForTheirPace(now).stream()
                .filter(queue -> queue.pace().wantsMoments(nano))
                .forEach(queue -> asking.put(new PaceRows.Asked(desk.workspace(), queue.name()), queue)));
        return asking;
    }

    /** Asks the database, without the lock; what comes back hands the moments out. */
    Runnable give(Map<PaceRows.Asked, Queue> asking) {
        Map<PaceRows.Asked, PaceRows.Given> given = rows.give(List.copyOf(asking.keySet())).stream()
                .collect(Collectors.toMap(PaceRows.Given::asked, Function.identity()));
        long nano = System.nanoTime();
        return () -> asking.forEach((asked, queue) -> {
            PaceRows.Given one = given.get(asked);
            if (one == null) {
                queue.pace().unlimited(nano);
            } else {
                queue.pace().given(one.perSecond(), nano, one.firstInNanos());
                one.pausedUntil().ifPresent(queue::pauseFurther);
            }
        });
    }

    /** How long until something that waits may begin; empty when nothing waits for its moment. */
    static OptionalLong nanosUntilNext(Collection<Desk> desks, Instant now) {
        long nano = System.nanoTime();
        return desks.stream()
                .flatMap(desk -> desk.waitingForTheirPace(now).stream())
                .map(queue -> queue.pace().nanosUntilNext(nano))
                .flatMap(left -> left.isPresent() ? Stream.of(left.getAsLong()) : Stream.empty())
                .mapToLong(Long::longValue)
                .min();
    }
}
