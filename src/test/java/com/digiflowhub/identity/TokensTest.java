package com.digiflowhub.identity;

import static com.digiflowhub.identity.IdentityStory.TIME;
import static com.digiflowhub.identity.IdentityStory.newUser;
import static com.digiflowhub.identity.IdentityStory.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.platform.vault.MasterKey;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** Signed tokens for the API: what is let in, and all that is not. */
class TokensTest {
    private static final String SECRET =
            "a secret of at least thirty-two bytes, and much longer for the others: sixty-four";

    private final Tokens tokens = tokens(Map.of("JWT_SECRET", SECRET));
    private final User user = newUser();

    @Test
    void a_token_comes_back_as_its_user_for_seven_days() {
        Tokens.Issued issued = tokens.issue(user);
        assertThat(issued.expiresIn()).isEqualTo(Duration.ofDays(7));
        assertThat(tokens.read(issued.token().reveal())).contains(user);
        TIME.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(tokens.read(issued.token().reveal())).contains(user);
        TIME.advance(Duration.ofSeconds(1));
        assertThat(tokens.read(issued.token().reveal())).isEmpty();
    }

    @Test
    void a_token_holds_no_name_and_no_address() {
        String claims = new String(
                Base64.getUrlDecoder()
                        .decode(tokens.issue(user).token().reveal().split("\\.")[1]),
                StandardCharsets.UTF_8);
        assertThat(claims).contains(user.id().toString()).doesNotContain(user.email(), "Amélie");
    }

    @Test
    void how_long_it_lasts_can_be_set() {
        Tokens shortly = tokens(Map.of("JWT_SECRET", SECRET, "JWT_EXPIRY", "15min"));
        Tokens.Issued issued = shortly.issue(user);
        assertThat(issued.expiresIn()).isEqualTo(Duration.ofMinutes(15));
        TIME.advance(Duration.ofMinutes(15));
        assertThat(shortly.read(issued.token().reveal())).isEmpty();
    }

    @Test
    void a_changed_character_anywhere_makes_it_worthless() {
        String token = tokens.issue(user).token().reveal();
        for (int at = 0; at < token.length(); at += 7) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            assertThat(tokens.read(token.substring(0, at) + other + token.substring(at + 1)))
                    .as("at %d", at)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "..", "eyJhbGciOiJIUzI1NiJ9..", "null"})
    void what_is_no_token_is_nobody(String text) {
        assertThat(tokens.read(text)).isEmpty();
    }

    @Test
    void unsigned_and_otherwise_signed_tokens_are_nobody() throws JOSEException {
        JWTClaimsSet claims = claims().build();
        assertThat(tokens.read(new PlainJWT(claims).serialize())).isEmpty();
        assertThat(tokens.read(signed(claims, JWSAlgorithm.HS256, SECRET))).contains(user);
        assertThat(tokens.read(signed(claims, JWSAlgorithm.HS384, SECRET))).isEmpty();
        assertThat(tokens.read(signed(claims, JWSAlgorithm.HS512, SECRET))).isEmpty();
        assertThat(tokens.read(signed(claims, JWSAlgorithm.HS256, "x".repeat(80))))
                .isEmpty();
    }

    @Test
    void each_claim_must_be_there_and_right() throws JOSEException {
        for (JWTClaimsSet wrong : List.of(
                claims().issuer("somebody-else").build(),
                claims().issuer(null).build(),
                claims().audience("another-api").build(),
                claims().audience(List.of("digiflow-hub-api", "another-api")).build(),
                claims().audience((String) null).build(),
                claims().expirationTime(null).build(),
                claims().expirationTime(Date.from(TIME.instant())).build(),
                claims().subject(null).build(),
                claims().subject(UUID.randomUUID().toString()).build(),
                claims().subject("nobody").build(),
                claims().claim("ver", null).build(),
                claims().claim("ver", user.tokenVersion() + 1).build(),
                claims().claim("ver", "0").build())) {
            assertThat(tokens.read(signed(wrong, JWSAlgorithm.HS256, SECRET)))
                    .as(wrong.toString())
                    .isEmpty();
        }
    }

    @Test
    void a_new_version_and_a_disabled_user_end_it_at_once() {
        String token = tokens.issue(user).token().reveal();
        IdentityStory.changeVersion(user);
        assertThat(tokens.read(token)).isEmpty();
        User other = newUser();
        String others = tokens.issue(other).token().reveal();
        IdentityStory.disable(other);
        assertThat(tokens.read(others)).isEmpty();
    }

    @Test
    void without_a_secret_of_its_own_the_master_key_gives_one_the_same_on_every_node() {
        String token = tokens(Map.of()).issue(user).token().reveal();
        assertThat(tokens(Map.of()).read(token)).contains(user);
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void a_secret_that_is_too_short_or_a_span_that_is_none_stops_the_start() {
        assertThatThrownBy(() -> tokens(Map.of("JWT_SECRET", "canary")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("JWT_SECRET")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> tokens(Map.of("JWT_EXPIRY", "soon")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("JWT_EXPIRY");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("digiflow-hub")
                .audience("digiflow-hub-api")
                .subject(user.id().toString())
                .expirationTime(Date.from(TIME.instant().plusSeconds(60)))
                .claim("ver", user.tokenVersion());
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String secret) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    private static Tokens tokens(Map<String, String> settings) {
        MockEnvironment environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        MasterKey key = MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]));
        return new Tokens(environment, key, part(Users.class), part(HubClock.class));
    }
}
