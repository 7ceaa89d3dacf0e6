package com.digiflowhub.platform.work;

import com.digiflowhub.platform.tenancy.WorkspaceId;

/** Told after a commit that a workspace has new work. Losing a call costs only the time to the next sweep. */
@FunctionalInterface
public interface Wake {
    void up(WorkspaceId workspace);
}
