package com.digiflowhub.identity;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.vault.Secret;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links that open one door once. */
@Component
public class OneTimeLinks {
    private final JdbcClient sql;
    private final HubClock clock;

    OneTimeLinks(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Which door. */
    public enum Purpose {
        SIGN_IN,
        FIRST_OWNER;

        String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A link that was good; whose it is, if anybody's yet. */
    public record Opened(Optional<UserId> user) {}

    @Transactional
    public Secret issue(Purpose purpose, Optional<UserId> user, Duration lasts) {
        Secret code = Code.next("");
        sql.sql("""
                insert into identity.one_time_link (hash, purpose, user_id, created_at, ends_at)
                values (:hash, :purpose, :user, :now, :ends)
                """)
                .param("hash", Code.hash(code.reveal()))
                .param("purpose", purpose.stored())
                .param("user", user.map(UserId::value).orElse(null))
                .param("now", Times.utc(clock.now()))
                .param("ends", Times.utc(clock.now().plus(lasts)))
                .update();
        return code;
    }

    /** Whether it would open; nothing is used up. */
    @Transactional(readOnly = true)
    public boolean good(String code, Purpose purpose) {
        return sql.sql("""
                select exists (select from identity.one_time_link
                                where hash = :hash and purpose = :purpose and used_at is null and ends_at > :now)
                """)
                .param("hash", Code.hash(code))
                .param("purpose", purpose.stored())
                .param("now", Times.utc(clock.now()))
                .query(Boolean.class)
                .single();
    }

    /** Opens it and uses it up, in one statement. */
    @Transactional
    public Optional<Opened> open(String code, Purpose purpose) {
        return sql.sql("""
                update identity.one_time_link set used_at = :now
                 where hash = :hash and purpose = :purpose and used_at is null and ends_at > :now
                returning user_id
                """)
                .param("hash", Code.hash(code))
                .param("purpose", purpose.stored())
                .param("now", Times.utc(clock.now()))
                .query((row, n) -> new Opened(Optional.ofNullable(row.getObject("user_id", UUID.class))
                        .map(UserId::new)))
                .optional();
    }
}
