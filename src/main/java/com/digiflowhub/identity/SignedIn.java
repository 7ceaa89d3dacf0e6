package com.digiflowhub.identity;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.web.Problem;
import java.util.Set;

/** Who acts, in which workspace, with which rights. A controller method may take it as an argument. */
public record SignedIn(UserId user, String name, WorkspaceId workspace, Role role, Set<String> scopes) {
    public SignedIn {
        scopes = Set.copyOf(scopes);
    }

    /** Refuses whoever is no owner of the workspace. */
    public void requireOwner() {
        if (role != Role.OWNER) {
            throw Problem.forbidden("Only an owner of the workspace may do this.");
        }
    }
}
