package com.digiflowhub.identity.web;

import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.identity.Sessions;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.identity.Tokens;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who makes a request: by the session's cookie, or for the API by a token or a key. */
@Component
class Callers {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final Tokens tokens;
    private final ApiKeys keys;
    private final Workspaces workspaces;
    private final SessionCookie cookie;

    Callers(Sessions sessions, Tokens tokens, ApiKeys keys, Workspaces workspaces, SessionCookie cookie) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.keys = keys;
        this.workspaces = workspaces;
        this.cookie = cookie;
    }

    static boolean hasBearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.startsWith(BEARER);
    }

    Optional<SignedIn> of(HttpServletRequest request) {
        if (hasBearer(request)) {
            String credential = request.getHeader("Authorization")
                    .substring(BEARER.length())
                    .strip();
            return keys.find(credential).or(() -> tokens.read(credential).flatMap(user -> inWorkspace(user, request)));
        }
        return cookie.read(request).flatMap(sessions::find);
    }

    /** Who belongs to several workspaces names one; who belongs to one need not. */
    private Optional<SignedIn> inWorkspace(User user, HttpServletRequest request) {
        List<Workspaces.Membership> memberships = workspaces.of(user.id());
        String named = request.getHeader("X-Workspace");
        return memberships.stream()
                .filter(membership -> named == null
                        ? memberships.size() == 1
                        : membership.workspace().equals(parse(named)))
                .findFirst()
                .map(membership -> new SignedIn(
                        user.id(), user.name(), membership.workspace(), membership.role(), Set.of(ApiKeys.ALL)));
    }

    private static WorkspaceId parse(String text) {
        try {
            return WorkspaceId.parse(text);
        } catch (IllegalArgumentException malformed) {
            return new WorkspaceId(new UUID(0, 0));
        }
    }
}
