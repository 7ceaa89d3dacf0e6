package com.digiflowhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.Passwords;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Users;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.ApiCaller;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.SettableTime;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Tokens, keys and workspaces: who is let in, and how that ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInApiTest {
    private static final String SECRET =
            "a secret of the tests, long enough for HS256 and for HS512 as well, since it has 64 bytes";
    private static final String PASSWORD = "quatre chats bleus";

    private final SettableTime time = new SettableTime(Instant.parse("2026-11-25T10:00:00Z"));
    private final RunningHub hub = RunningHub.startAt(time, Map.of("JWT_SECRET", SECRET, "JWT_EXPIRY", "1h"));
    private final User nadia = register("nadia@agency.example");
    private final WorkspaceId berger = workspace("Agence Berger", nadia);

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void the_right_password_gives_a_token_that_works_until_it_expires() {
        JsonNode answer = signIn().json();
        assertThat(answer.path("expiresIn").asLong()).isEqualTo(3600);
        ApiCaller caller = hub.caller().bearer(answer.path("accessToken").asString());
        assertThat(caller.get("/api/members").status()).isEqualTo(200);
        time.advance(Duration.ofMinutes(59));
        assertThat(caller.get("/api/members").status()).isEqualTo(200);
        time.advance(Duration.ofMinutes(2));
        Problems.expect(caller.get("/api/members"), 401, "unauthorized");
        assertThat(caller.get("/api/members").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_told_alike_and_counted() {
        register("tried@agency.example");
        ApiCaller.Answered wrong = token("tried@agency.example", "wrong");
        ApiCaller.Answered unknown = token("nobody@agency.example", "wrong");
        Problems.expect(wrong, 401, "unauthorized");
        assertThat(unknown.text()).isEqualTo(wrong.text());
        for (int n = 0; n < 8; n++) {
            token("tried@agency.example", "wrong");
        }
        ApiCaller.Answered refused = token("tried@agency.example", PASSWORD);
        Problems.expect(refused, 429, "too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void a_token_that_is_not_ours_opens_nothing() throws Exception {
        for (String token : List.of(
                "",
                "x",
                "a.b.c",
                new PlainJWT(claims(good -> good)).serialize(),
                signed(claims(good -> good), JWSAlgorithm.HS512),
                signedWith("another secret, just as long as the first", claims(good -> good)),
                signed(claims(good -> good.audience("somebody-else")), JWSAlgorithm.HS256),
                signed(claims(good -> good.issuer("somebody-else")), JWSAlgorithm.HS256),
                signed(claims(good -> good.subject("not-a-uuid")), JWSAlgorithm.HS256),
                signed(claims(good -> good.subject(null)), JWSAlgorithm.HS256),
                signed(claims(good -> good.subject(UUID.randomUUID().toString())), JWSAlgorithm.HS256),
                signed(claims(good -> good.expirationTime(null)), JWSAlgorithm.HS256),
                signed(claims(good -> good.expirationTime(Date.from(time.instant()))), JWSAlgorithm.HS256),
                signed(claims(good -> good.claim("ver", "zero")), JWSAlgorithm.HS256),
                signed(claims(good -> good.claim("ver", 7)), JWSAlgorithm.HS256),
                "dfh_live_",
                "dfh_live_'; drop table identity.api_key; --")) {
            Problems.expect(hub.caller().bearer(token).get("/api/members"), 401, "unauthorized");
        }
        assertThat(hub.caller()
                        .bearer(signed(claims(good -> good), JWSAlgorithm.HS256))
                        .get("/api/members")
                        .status())
                .as("the good one")
                .isEqualTo(200);
    }

    @Test
    void the_word_bearer_may_be_written_small() {
        ApiCaller caller = hub.caller()
                .with(
                        "Authorization",
                        "bearer " + signIn().json().path("accessToken").asString());
        assertThat(caller.get("/api/members").status()).isEqualTo(200);
    }

    @Test
    void raising_the_users_token_version_or_disabling_the_user_ends_all_tokens() {
        User paul = register("paul@agency.example");
        WorkspaceId here = workspace("Agence Paul", paul);
        ApiCaller caller = hub.caller().bearer(Tokens.of(hub, paul));
        assertThat(caller.get("/api/members").status()).isEqualTo(200);
        hub.change("update identity.hub_user set token_version = token_version + 1 where id = '" + paul.id() + "'");
        Problems.expect(caller.get("/api/members"), 401, "unauthorized");
        User again = hub.part(Users.class).find(paul.id()).orElseThrow();
        ApiCaller second = hub.caller().bearer(Tokens.of(hub, again));
        assertThat(second.get("/api/workspaces").text()).contains(here.toString());
        hub.change("update identity.hub_user set disabled_at = created_at where id = '" + paul.id() + "'");
        Problems.expect(second.get("/api/members"), 401, "unauthorized");
    }

    @Test
    void each_refresh_token_is_good_once_and_showing_one_twice_ends_its_family() {
        String first = signIn().json().path("refreshToken").asString();
        JsonNode second = refresh(first).json();
        assertThat(hub.caller()
                        .bearer(second.path("accessToken").asString())
                        .get("/api/members")
                        .status())
                .isEqualTo(200);
        String next = second.path("refreshToken").asString();
        assertThat(next).isNotEqualTo(first);
        Problems.expect(refresh(first), 401, "unauthorized");
        Problems.expect(refresh(next), 401, "unauthorized");
    }

    @Test
    void a_refresh_token_ends_after_a_month_and_with_its_user() {
        String token = signIn().json().path("refreshToken").asString();
        time.advance(Duration.ofDays(31));
        Problems.expect(refresh(token), 401, "unauthorized");
        Problems.expect(refresh("dfh_refresh_guess"), 401, "unauthorized");
        User gone = register("gone@agency.example");
        workspace("Agence Gone", gone);
        String hers = token("gone@agency.example", PASSWORD)
                .json()
                .path("refreshToken")
                .asString();
        hub.change("update identity.hub_user set disabled_at = created_at where id = '" + gone.id() + "'");
        Problems.expect(refresh(hers), 401, "unauthorized");
    }

    @Test
    void who_belongs_to_several_workspaces_must_name_one() {
        User both = register("both@agency.example");
        WorkspaceId first = workspace("Première", both);
        WorkspaceId second = workspace("Seconde", both);
        ApiCaller caller = hub.caller().bearer(Tokens.of(hub, both));
        ApiCaller.Answered unnamed = caller.get("/api/members");
        Problems.expect(unnamed, 400, "invalid");
        assertThat(unnamed.json().path("field").asString()).isEqualTo("X-Workspace");
        assertThat(caller.get("/api/workspaces").json().path("items")).hasSize(2);
        assertThat(caller.with("X-Workspace", first.toString())
                        .get("/api/members")
                        .status())
                .isEqualTo(200);
        assertThat(caller.with("X-Workspace", second.toString().toUpperCase(Locale.ROOT))
                        .get("/api/members")
                        .status())
                .isEqualTo(200);
        for (String foreign : List.of(berger.toString(), UUID.randomUUID().toString(), "nonsense", "")) {
            Problems.expect(caller.with("X-Workspace", foreign).get("/api/members"), 400, "invalid");
        }
    }

    @Test
    void a_key_opens_its_workspace_alone_and_ends_when_it_is_revoked() {
        ApiCaller owner = hub.caller().bearer(Tokens.of(hub, nadia));
        JsonNode made = owner.post("/api/keys", Map.of("name", "site")).json();
        String secret = made.path("key").asString();
        ApiCaller key = hub.caller().bearer(secret);
        assertThat(key.get("/api/workspaces").json().path("items")).hasSize(1);
        Problems.expect(key.with("X-Workspace", UUID.randomUUID().toString()).get("/api/members"), 400, "invalid");
        assertThat(key.with("X-Workspace", berger.toString())
                        .get("/api/members")
                        .status())
                .isEqualTo(200);
        JsonNode listed = owner.get("/api/keys").json();
        assertThat(listed.toString())
                .doesNotContain(secret)
                .contains(made.path("lastFour").asString());
        assertThat(owner.delete("/api/keys/" + made.path("id").asString()).status())
                .isEqualTo(204);
        Problems.expect(key.get("/api/members"), 401, "unauthorized");
        Problems.expect(owner.delete("/api/keys/" + made.path("id").asString()), 404, "not-found");
        assertThat(owner.get("/api/keys").json().path("items").findValuesAsString("revokedAt"))
                .isNotEmpty();
    }

    private ApiCaller.Answered signIn() {
        ApiCaller.Answered answered = token("Nadia@Agency.example ", PASSWORD);
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        return answered;
    }

    private ApiCaller.Answered token(String email, String password) {
        return hub.caller().post("/api/auth/token", Map.of("email", email, "password", password));
    }

    private ApiCaller.Answered refresh(String token) {
        return hub.caller().post("/api/auth/refresh", Map.of("refreshToken", token));
    }

    private User register(String email) {
        String hash = hub.part(Passwords.class).hash(PASSWORD);
        return hub.part(Users.class).register(email, "Nadia Berger", Optional.of(hash));
    }

    private WorkspaceId workspace(String name, User owner) {
        return hub.part(Workspaces.class).create(name, Locale.FRENCH, ZoneId.of("Europe/Paris"), owner.id());
    }

    private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer("digiflow-hub")
                        .audience("digiflow-hub-api")
                        .subject(nadia.id().toString())
                        .expirationTime(Date.from(time.instant().plusSeconds(600)))
                        .claim("ver", nadia.tokenVersion()))
                .build();
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm) throws Exception {
        return sign(SECRET, claims, algorithm);
    }

    private static String signedWith(String secret, JWTClaimsSet claims) throws Exception {
        return sign(secret, claims, JWSAlgorithm.HS256);
    }

    private static String sign(String secret, JWTClaimsSet claims, JWSAlgorithm algorithm) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).build(), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }
}
