package com.digiflowhub.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a node holds a connection's secrets open. */
class DecipheredTest {
    private final RunningHub hub = RunningHub.sharedWithSettableTime();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final ConnectionRows rows = hub.part(ConnectionRows.class);
    private final Upkeep upkeep = hub.part(Upkeep.class);

    @Test
    void what_was_deciphered_is_held_for_an_hour_at_most() {
        upkeep.round();
        Connection first = open();
        assertThat(open()).isSameAs(first);
        hub.advance(Duration.ofMinutes(61));
        upkeep.round();
        assertThat(open()).isNotSameAs(first).isEqualTo(first);
    }

    private Connection open() {
        return agency.transaction(
                () -> rows.find(agency.connection()).flatMap(rows::open).orElseThrow());
    }
}
