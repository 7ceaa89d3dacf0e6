package com.digiflowhub.identity.web;

import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.identity.Members;
import com.digiflowhub.identity.RefreshTokens;
import com.digiflowhub.identity.Role;
import com.digiflowhub.identity.SignIn;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.identity.Tokens;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Users;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens, keys, members and workspaces for programs. */
@RestController
@RequestMapping("/api")
class AuthApi {
    private final SignIn signIn;
    private final Tokens tokens;
    private final RefreshTokens refreshTokens;
    private final Users users;
    private final ApiKeys keys;
    private final Members members;
    private final Workspaces workspaces;

    AuthApi(
            SignIn signIn,
            Tokens tokens,
            RefreshTokens refreshTokens,
            Users users,
            ApiKeys keys,
            Members members,
            Workspaces workspaces) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.users = users;
        this.keys = keys;
        this.members = members;
        this.workspaces = workspaces;
    }

    @Describe("Who signs in.")
    record Credentials(
            @NotBlank @Size(max = 320) String email,
            @NotBlank @Size(max = 1000) String password) {}

    record Refresh(@NotBlank @Size(max = 200) String refreshToken) {}

    /** {@code expiresIn} in seconds. */
    @Describe("Send accessToken as Authorization: Bearer; show refreshToken once for the next pair.")
    record TokenAnswer(
            String accessToken, @Describe("Seconds.") long expiresIn, String refreshToken) {}

    record NewKey(@NotBlank @Size(max = 100) String name) {}

    @Describe("A key with which a program calls.")
    record KeyShape(
            UUID id,
            String name,
            @Describe("To tell it from others.") String lastFour,
            Set<String> scopes,
            Instant createdAt,
            @Nullable Instant revokedAt,

            @Describe("The key itself, shown once in the answer that makes it; null ever after.") @Nullable
            String key) {
        static KeyShape of(ApiKeys.ApiKey key, @Nullable String secret) {
            return new KeyShape(
                    key.id(),
                    key.name(),
                    key.lastFour(),
                    key.scopes(),
                    key.createdAt(),
                    key.revokedAt().orElse(null),
                    secret);
        }
    }

    @Describe("One of the team.")
    record MemberShape(
            UUID id,
            String name,
            String email,

            @Describe(
                    value = "An owner may do everything, a member the daily work.",
                    oneOf = {"owner", "member"})
            String role) {}

    @Describe("A workspace the caller belongs to.")
    record WorkspaceShape(
            UUID id,
            String name,

            @Describe(
                    value = "What the caller is there.",
                    oneOf = {"owner", "member"})
            String role) {}

    @Describe(
            value = "Get a token",
            more = "For a person of the team, by e-mail and password. The token lasts as long as JWT_EXPIRY says.",
            refusals = "unauthorized")
    @PostMapping("/auth/token")
    TokenAnswer token(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return switch (signIn.with(credentials.email(), credentials.password(), request.getRemoteAddr())) {
            case SignIn.Result.Known known ->
                answer(known.user(), refreshTokens.begin(known.user().id()).reveal());
            case SignIn.Result.Wrong wrong ->
                throw Problem.unauthorized("The e-mail address or the password is wrong.");
            case SignIn.Result.TooMany tooMany ->
                throw Problem.tooMany(
                        "Too many wrong tries. Wait " + tooMany.pause().toMinutes() + " minutes.", tooMany.pause());
        };
    }

    @Describe(
            value = "Get the next token",
            more = "Each refresh token is good once; one that is shown twice ends all that came of it.",
            refusals = "unauthorized")
    @PostMapping("/auth/refresh")
    TokenAnswer refresh(@Valid @RequestBody Refresh refresh) {
        RefreshTokens.Refreshed refreshed = refreshTokens
                .refresh(refresh.refreshToken())
                .orElseThrow(() -> Problem.unauthorized("The refresh token is not good any more. Sign in again."));
        User user = users.find(refreshed.user())
                .filter(found -> !found.disabled())
                .orElseThrow(() -> Problem.unauthorized("Sign in again."));
        return answer(user, refreshed.next().reveal());
    }

    @Describe(value = "List the API keys", more = "Revoked ones too. All at once: the cursor is always null.")
    @GetMapping("/keys")
    Listing<KeyShape> keys() {
        return new Listing<>(
                keys.list().stream().map(key -> KeyShape.of(key, null)).toList(), null);
    }

    @Describe(
            value = "Make an API key",
            more = "Owners only. The answer is the only sight of the key; we keep its hash.",
            refusals = "forbidden")
    @PostMapping("/keys")
    @ResponseStatus(HttpStatus.CREATED)
    KeyShape create(@Valid @RequestBody NewKey wanted, SignedIn who) {
        ownerOnly(who);
        ApiKeys.Made made = keys.create(wanted.name(), who.user());
        return KeyShape.of(made.key(), made.secret().reveal());
    }

    @Describe(value = "Revoke an API key", more = "Owners only. It ends at once.", refusals = "forbidden")
    @DeleteMapping("/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id, SignedIn who) {
        ownerOnly(who);
        if (!keys.revoke(id)) {
            throw Problem.notFound("key");
        }
    }

    @Describe(value = "List the team", more = "All at once: the cursor is always null.")
    @GetMapping("/members")
    Listing<MemberShape> members() {
        return new Listing<>(
                members.list().stream()
                        .map(member -> new MemberShape(
                                member.user().value(), member.name(), member.email(), named(member.role())))
                        .toList(),
                null);
    }

    @Describe(
            value = "List my workspaces",
            more = "All at once. With a token of several workspaces this address alone needs no X-Workspace.")
    @GetMapping("/workspaces")
    Listing<WorkspaceShape> workspaces(SignedIn who, HttpServletRequest request) {
        boolean onlyItsOwn = Callers.hasKey(request);
        return new Listing<>(
                workspaces.of(who.user()).stream()
                        .filter(membership ->
                                !onlyItsOwn || membership.workspace().equals(who.workspace()))
                        .map(membership -> new WorkspaceShape(
                                membership.workspace().value(), membership.name(), named(membership.role())))
                        .toList(),
                null);
    }

    private static String named(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static void ownerOnly(SignedIn who) {
        if (who.role() != Role.OWNER) {
            throw Problem.forbidden("Only an owner may do this.");
        }
    }

    private TokenAnswer answer(User user, String refresh) {
        Tokens.Issued issued = tokens.issue(user);
        return new TokenAnswer(issued.token().reveal(), issued.expiresIn().toSeconds(), refresh);
    }
}
