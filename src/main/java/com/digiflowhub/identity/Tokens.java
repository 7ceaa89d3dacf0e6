package com.digiflowhub.identity;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.platform.settings.Spans;
import com.digiflowhub.platform.vault.MasterKey;
import com.digiflowhub.platform.vault.Secret;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Signed tokens for the API: HS256 and nothing else, for one issuer and one audience. The user's token version inside is compared with the
 * table's at each call, so a changed password or a disabled user ends them at once.
 */
@Component
public class Tokens {
    private static final String ISSUER = "digiflow-hub";
    private static final String AUDIENCE = "digiflow-hub-api";
    private static final int SHORTEST_SECRET_BYTES = 32;
    private static final Duration DEFAULT_EXPIRY = Duration.ofDays(7);

    private final Secret secret;
    private final Duration expiry;
    private final Users users;
    private final HubClock clock;

    Tokens(Environment environment, MasterKey key, Users users, HubClock clock) {
        String given = environment.getProperty("JWT_SECRET", "");
        this.secret = given.isBlank() ? key.derive("jwt") : new Secret(given);
        if (secret.bytes().length < SHORTEST_SECRET_BYTES) {
            throw new InvalidSetting("JWT_SECRET", "must be at least 32 bytes; make one with: openssl rand -base64 48");
        }
        String span = environment.getProperty("JWT_EXPIRY", "");
        this.expiry = span.isBlank()
                ? DEFAULT_EXPIRY
                : Spans.parse(span)
                        .orElseThrow(
                                () -> new InvalidSetting("JWT_EXPIRY", "must be a length of time such as 7d or 15min"));
        this.users = users;
        this.clock = clock;
    }

    /** A token and how long it lasts. */
    public record Issued(Secret token, Duration expiresIn) {}

    public Issued issue(User user) {
        Instant now = clock.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(user.id().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(expiry)))
                .claim("ver", user.tokenVersion())
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret.bytes()));
        } catch (JOSEException failure) {
            throw new IllegalStateException("a token could not be signed", failure);
        }
        return new Issued(new Secret(token.serialize()), expiry);
    }

    public Optional<User> read(String token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            boolean genuine = JWSAlgorithm.HS256.equals(parsed.getHeader().getAlgorithm())
                    && parsed.verify(new MACVerifier(secret.bytes()));
            return genuine ? user(parsed.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private Optional<User> user(JWTClaimsSet claims) throws ParseException {
        boolean ours = ISSUER.equals(claims.getIssuer()) && List.of(AUDIENCE).equals(claims.getAudience());
        Date ends = claims.getExpirationTime();
        String subject = claims.getSubject();
        Integer version = claims.getIntegerClaim("ver");
        if (!ours
                || ends == null
                || subject == null
                || version == null
                || !ends.toInstant().isAfter(clock.now())) {
            return Optional.empty();
        }
        return users.find(new UserId(UUID.fromString(subject)))
                .filter(user -> !user.disabled() && user.tokenVersion() == version);
    }
}
