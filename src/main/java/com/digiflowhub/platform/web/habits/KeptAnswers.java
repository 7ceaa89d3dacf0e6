package com.digiflowhub.platform.web.habits;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.vault.Place;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.platform.vault.Vault;
import java.security.MessageDigest;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The answers kept for repeated requests, for a day. Bodies are sealed, since one of them may be the only sight of a new key. What has
 * expired is removed by whoever keeps the next answer of the workspace.
 */
@Component
class KeptAnswers {
    static final Duration KEPT_FOR = Duration.ofHours(24);

    /** A request that began so long ago died with its node. */
    static final Duration LONGEST_REQUEST = Duration.ofMinutes(2);

    private static final int SWEPT_AT_ONCE = 100;

    private final JdbcClient sql;
    private final Vault vault;
    private final HubClock clock;

    KeptAnswers(JdbcClient sql, Vault vault, HubClock clock) {
        this.sql = sql;
        this.vault = vault;
        this.clock = clock;
    }

    /** Whose key: two callers may use the same word. */
    record Slot(String caller, String key) {}

    record Answer(int status, Optional<String> contentType, Optional<String> location, String body) {}

    /** How a request with a key begins. */
    sealed interface Begun {
        /** It is the first; {@code id} proves it to {@link #keep}. */
        record Mine(UUID id) implements Begun {}

        record Answered(Answer answer) implements Begun {}

        record Running() implements Begun {}

        record Different() implements Begun {}
    }

    @Transactional
    Begun begin(Slot slot, byte[] fingerprint) {
        UUID id = clock.nextId();
        Instant now = clock.now();
        int mine = sql.sql("""
                insert into web.idempotent_answer as kept (workspace_id, caller, key, id, fingerprint, begun_at)
                values (tenancy.here(), :caller, :key, :id, :fingerprint, :now)
                    on conflict (workspace_id, caller, key)
                    do update set id = excluded.id, fingerprint = excluded.fingerprint, begun_at = excluded.begun_at,
                                  status = null, content_type = null, location = null, body = null
                     where kept.begun_at <= :expired or (kept.status is null and kept.begun_at <= :dead)
                """)
                .param("caller", slot.caller())
                .param("key", slot.key())
                .param("id", id)
                .param("fingerprint", fingerprint)
                .param("now", Times.utc(now))
                .param("expired", Times.utc(now.minus(KEPT_FOR)))
                .param("dead", Times.utc(now.minus(LONGEST_REQUEST)))
                .update();
        return mine == 1 ? new Begun.Mine(id) : known(slot, fingerprint);
    }

    /** Written only while the slot is still ours. */
    @Transactional
    void keep(Slot slot, Begun.Mine mine, Answer answer) {
        int ignored = sql.sql("""
                update web.idempotent_answer
                   set status = :status, content_type = :type, location = :location, body = :body
                 where workspace_id = tenancy.here() and caller = :caller and key = :key and id = :id
                """)
                .param("status", answer.status())
                .param("type", answer.contentType().orElse(null), Types.VARCHAR)
                .param("location", answer.location().orElse(null), Types.VARCHAR)
                .param("body", vault.seal(place(mine.id()), new Secret(answer.body())))
                .param("caller", slot.caller())
                .param("key", slot.key())
                .param("id", mine.id())
                .update();
        sweep();
    }

    /** Nothing came of it: the key is free again. */
    @Transactional
    void release(Slot slot, Begun.Mine mine) {
        int ignored = sql.sql("""
                delete from web.idempotent_answer
                 where workspace_id = tenancy.here() and caller = :caller and key = :key and id = :id
                """)
                .param("caller", slot.caller())
                .param("key", slot.key())
                .param("id", mine.id())
                .update();
    }

    private Begun known(Slot slot, byte[] fingerprint) {
        record Row(
                UUID id,
                byte[] fingerprint,
                int status,
                Optional<String> type,
                Optional<String> location,
                byte[] body) {}
        Optional<Row> found = sql.sql("""
                select id, fingerprint, status, content_type, location, body from web.idempotent_answer
                 where workspace_id = tenancy.here() and caller = :caller and key = :key
                """)
                .param("caller", slot.caller())
                .param("key", slot.key())
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getBytes("fingerprint"),
                        row.getInt("status"),
                        Optional.ofNullable(row.getString("content_type")),
                        Optional.ofNullable(row.getString("location")),
                        Optional.ofNullable(row.getBytes("body")).orElse(new byte[0])))
                .optional();
        return found.<Begun>map(row -> {
                    if (!MessageDigest.isEqual(row.fingerprint(), fingerprint)) {
                        return new Begun.Different();
                    }
                    return row.status() == 0
                            ? new Begun.Running()
                            : new Begun.Answered(new Answer(
                                    row.status(),
                                    row.type(),
                                    row.location(),
                                    vault.open(place(row.id()), row.body()).reveal()));
                })
                .orElseGet(Begun.Running::new);
    }

    /** A few at a time, skipping those that another request sweeps. */
    private void sweep() {
        int ignored = sql.sql("""
                delete from web.idempotent_answer
                 where (workspace_id, caller, key) in (
                       select workspace_id, caller, key from web.idempotent_answer
                        where workspace_id = tenancy.here() and begun_at <= :expired
                        order by begun_at limit :most for update skip locked)
                """)
                .param("expired", Times.utc(clock.now().minus(KEPT_FOR)))
                .param("most", SWEPT_AT_ONCE)
                .update();
    }

    private static Place place(UUID id) {
        return new Place(Tenancy.require(), "web.idempotent_answer", "body", id);
    }
}
