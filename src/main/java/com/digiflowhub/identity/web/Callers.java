package com.digiflowhub.identity.web;

import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.identity.Sessions;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.identity.Tokens;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who makes a request: by the session's cookie, or for the API by a token or a key. */
@Component
class Callers {
    private static final String BEARER = "Bearer ";
    /** Where one learns what to name. */
    private static final String MY_WORKSPACES = "/api/workspaces";

    private static final String WORKSPACE = "X-Workspace";

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
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    static boolean hasKey(HttpServletRequest request) {
        return hasBearer(request) && ApiKeys.looksLikeOne(credential(request));
    }

    /** Under what a program's requests are counted: each key for itself, a token for its user. */
    static String credentialOf(HttpServletRequest request, SignedIn who) {
        String credential = credential(request);
        return ApiKeys.looksLikeOne(credential) ? "key " + ApiKeys.digest(credential) : "token of " + who.user();
    }

    Optional<SignedIn> of(HttpServletRequest request) {
        if (hasBearer(request)) {
            String credential = credential(request);
            return ApiKeys.looksLikeOne(credential)
                    ? keys.find(credential).map(key -> inItsWorkspace(key, request))
                    : tokens.read(credential).flatMap(user -> inWorkspace(user, request));
        }
        return cookie.read(request).flatMap(sessions::find);
    }

    private static String credential(HttpServletRequest request) {
        return request.getHeader("Authorization").substring(BEARER.length()).strip();
    }

    /** A key belongs to one workspace; to name another is a mistake that must not pass silently. */
    private static SignedIn inItsWorkspace(SignedIn key, HttpServletRequest request) {
        String named = request.getHeader(WORKSPACE);
        if (named != null && !key.workspace().toString().equalsIgnoreCase(named.strip())) {
            throw Problem.invalid(WORKSPACE, "This key belongs to another workspace: leave X-Workspace out.");
        }
        return key;
    }

    /** Who belongs to several workspaces names one; who belongs to one need not. */
    private Optional<SignedIn> inWorkspace(User user, HttpServletRequest request) {
        List<Workspaces.Membership> memberships = workspaces.of(user.id());
        String named = request.getHeader(WORKSPACE);
        if (named == null && memberships.size() > 1 && !request.getRequestURI().equals(MY_WORKSPACES)) {
            throw Problem.invalid(
                    WORKSPACE,
                    "You belong to several workspaces: name one of GET /api/workspaces by its id in X-Workspace.");
        }
        Optional<SignedIn> found = memberships.stream()
                .filter(membership ->
                        named == null || membership.workspace().toString().equalsIgnoreCase(named.strip()))
                .findFirst()
                .map(membership -> new SignedIn(
                        user.id(), user.name(), membership.workspace(), membership.role(), Set.of(ApiKeys.ALL)));
        if (named != null && found.isEmpty()) {
            throw Problem.invalid(WORKSPACE, "You belong to no workspace of this id. See GET /api/workspaces.");
        }
        return found;
    }
}
