package com.digiflowhub.platform.work;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Rung after a commit: a workspace has new work. Losing a call costs only the time to the next sweep. */
@Component
public class Wake {
    private volatile Consumer<WorkspaceId> sleeper = workspace -> {};

    public void up(WorkspaceId workspace) {
        sleeper.accept(workspace);
    }

    void calls(Consumer<WorkspaceId> sleeper) {
        this.sleeper = sleeper;
    }
}
