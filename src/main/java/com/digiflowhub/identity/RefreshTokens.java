package com.digiflowhub.identity;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.vault.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Each refresh token is good once; one that is shown twice was stolen from somebody, and its whole family ends. */
@Component
public class RefreshTokens {
    private static final Duration LASTS = Duration.ofDays(30);

    private final JdbcClient sql;
    private final HubClock clock;

    RefreshTokens(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Who may have a new access token, with the next refresh token. */
    public record Refreshed(UserId user, Secret next) {}

    @Transactional
    public Secret begin(UserId user) {
        return add(user, clock.nextId());
    }

    @Transactional
    public Optional<Refreshed> refresh(String token) {
        record Row(UUID family, UserId user, boolean used, Instant endsAt) {}
        Instant now = clock.now();
        Optional<Row> found = sql.sql("""
                select family, user_id, used_at is not null as used, ends_at
                  from identity.refresh_token where hash = :hash for update
                """)
                .param("hash", Code.hash(token))
                .query((row, n) -> new Row(
                        row.getObject("family", UUID.class),
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getBoolean("used"),
                        Times.read(row, "ends_at")))
                .optional();
        if (found.isEmpty() || !found.get().endsAt().isAfter(now)) {
            return Optional.empty();
        }
        useUp(found.get().family(), now);
        return found.filter(row -> !row.used()).map(row -> new Refreshed(row.user(), add(row.user(), row.family())));
    }

    /** All of a family: whether one is used as it should be, or a used one came again. */
    private void useUp(UUID family, Instant now) {
        sql.sql("update identity.refresh_token set used_at = :now where family = :family and used_at is null")
                .param("family", family)
                .param("now", Times.utc(now))
                .update();
    }

    private Secret add(UserId user, UUID family) {
        Secret token = Code.next("dfh_refresh_");
        sql.sql("""
                insert into identity.refresh_token (hash, family, user_id, created_at, ends_at)
                values (:hash, :family, :user, :now, :ends)
                """)
                .param("hash", Code.hash(token.reveal()))
                .param("family", family)
                .param("user", user.value())
                .param("now", Times.utc(clock.now()))
                .param("ends", Times.utc(clock.now().plus(LASTS)))
                .update();
        return token;
    }
}
