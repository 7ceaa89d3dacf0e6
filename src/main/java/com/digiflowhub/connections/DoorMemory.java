package com.digiflowhub.connections;

import org.springframework.stereotype.Component;

/** What the door keeps of the connections, and what must hear of their changes. */
@Component
record DoorMemory(KnownConnections known, Unclaimed unclaimed) {}
