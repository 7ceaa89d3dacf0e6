package com.digiflowhub.testing;

import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Users;
import java.util.Optional;
import java.util.UUID;

/** Colleagues of a workspace's owner, in a browser of their own. */
public final class Staff {
    private Staff() {}

    /** Signed in, with the rights of a member. */
    public static PlainBrowser member(RunningHub hub, ConnectedWorkspace workspace) {
        User colleague = hub.part(Users.class)
                .register("member-" + UUID.randomUUID() + "@agency.example", Cast.COLLEAGUE, Optional.empty());
        hub.change("""
                insert into identity.member (workspace_id, user_id, role, created_at) values ('%s', '%s', 'MEMBER', now())
                """.formatted(workspace.id(), colleague.id()));
        return PlainBrowser.signedIn(hub, colleague.id());
    }
}
