package com.digiflowhub.demo;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.identity.FirstOwner.Founded;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.identity.Users;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The agency on show: one owner, and a workspace for each of its client companies, founded once. */
@Component
@OnlyInDemo
class Agency {
    static final String OWNER = "Sandrine Clet";
    static final String EMAIL = "sandrine.clet@maroni-formation.example";
    private static final int PASSWORD_BYTES = 24;

    private final FirstOwner firstOwner;
    private final Users users;
    private final Workspaces workspaces;

    Agency(FirstOwner firstOwner, Users users, Workspaces workspaces) {
        this.firstOwner = firstOwner;
        this.users = users;
        this.workspaces = workspaces;
    }

    /** Stops the start on a folder that holds somebody's real hub: nothing invented may come among real people. */
    Founded open(Trade first) {
        Founded founded =
                firstOwner.founded().or(() -> firstOwner.found(founding(first))).orElseThrow();
        if (!users.find(founded.owner()).map(User::email).equals(Optional.of(EMAIL))) {
            throw new InvalidSetting(
                    "HUB_MODE", "is demo, but the database holds a live hub; give the demo a HUB_DATA_DIR of its own");
        }
        return founded;
    }

    /** The workspace of a further company: the owner's of that name, made if there is none. */
    WorkspaceId open(Trade trade, UserId owner) {
        return workspaces.of(owner).stream()
                .filter(membership -> membership.name().equals(trade.workspace()))
                .findFirst()
                .map(Workspaces.Membership::workspace)
                .orElseGet(
                        () -> workspaces.create(trade.workspace(), trade.language(), ZoneId.of(trade.zone()), owner));
    }

    /** Nobody knows the password: the way in is the link on the console. */
    private static FirstOwner.Founding founding(Trade first) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return new FirstOwner.Founding(
                EMAIL,
                OWNER,
                Base64.getUrlEncoder().encodeToString(random),
                first.workspace(),
                first.language(),
                ZoneId.of(first.zone()));
    }
}
