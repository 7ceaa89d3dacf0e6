package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.NodeCalls;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.util.Collection;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Rung when work was put here for a desk that another node holds. Losing a call costs only the time to the other's next sweep. */
@Component
class Bell {
    private static final String CHANNEL = "hub_work";

    private final NodeCalls calls;
    private final Wake wake;
    private volatile Consumer<WorkspaceId> there = workspace -> {};

    Bell(NodeCalls calls, Wake wake) {
        this.calls = calls;
        this.wake = wake;
        calls.hear(CHANNEL, line -> there.accept(WorkspaceId.parse(line)));
    }

    void ring(Collection<WorkspaceId> workspaces) {
        calls.call(CHANNEL, workspaces.stream().map(WorkspaceId::toString).toList());
    }

    /** What is put in this process, and what other nodes ring for. */
    void hear(Consumer<WorkspaceId> here, Consumer<WorkspaceId> there) {
        wake.calls(here);
        this.there = there;
    }
}
