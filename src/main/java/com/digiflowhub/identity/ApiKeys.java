package com.digiflowhub.identity;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Secret;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Keys with which programs call the API. Shown once, kept as a hash, revocable at once. */
@Component
public class ApiKeys {
    static final String PREFIX = "dfh_live_";
    /** Everything that the API offers; finer scopes come with the addresses that need them. */
    public static final String ALL = "all";

    private final JdbcClient sql;
    private final HubClock clock;
    private final TransactionOperations transaction;
    private final Live live;

    ApiKeys(JdbcClient sql, HubClock clock, TransactionOperations transaction, Live live) {
        this.sql = sql;
        this.clock = clock;
        this.transaction = transaction;
        this.live = live;
    }

    /** A key as it is listed. */
    public record ApiKey(
            UUID id,
            String name,
            String lastFour,
            Set<String> scopes,
            Instant createdAt,
            Optional<Instant> revokedAt) {}

    /** A key just made, with the only sight of it. */
    public record Made(ApiKey key, Secret secret) {}

    public Made create(String name, UserId by) {
        Secret secret = Code.next(PREFIX);
        UUID id = clock.nextId();
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            sql.sql("""
                    insert into identity.api_key (workspace_id, id, name, hash, last_four, scopes, created_by, created_at)
                    values (tenancy.here(), :id, :name, :hash, :last, array[:scope], :by, :now)
                    """)
                    .param("id", id)
                    .param("name", name)
                    .param("hash", Code.hash(secret.reveal()))
                    .param("last", secret.lastFour())
                    .param("scope", ALL)
                    .param("by", by.value())
                    .param("now", Times.utc(clock.now()))
                    .update();
            return new Made(find(id).orElseThrow(), secret);
        }));
    }

    public List<ApiKey> list() {
        return java.util.Objects.requireNonNull(
                transaction.execute(status -> query("").list()));
    }

    /** False when there is no such key, or it was revoked before. */
    public boolean revoke(UUID id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int revoked = sql.sql("""
                    update identity.api_key set revoked_at = :now
                     where workspace_id = tenancy.here() and id = :id and revoked_at is null
                    """)
                    .param("id", id)
                    .param("now", Times.utc(clock.now()))
                    .update();
            live.changed("key", id);
            return revoked == 1;
        }));
    }

    public static boolean looksLikeOne(String credential) {
        return credential.startsWith(PREFIX);
    }

    /** Names a key without giving it away. */
    public static String digest(String secret) {
        return HexFormat.of().formatHex(Code.hash(secret), 0, 8);
    }

    /** Who calls with this key. */
    public Optional<SignedIn> find(String secret) {
        if (!looksLikeOne(secret)) {
            return Optional.empty();
        }
        record Place(WorkspaceId workspace, UUID id) {}
        Optional<Place> place = java.util.Objects.requireNonNull(transaction.execute(status -> sql.sql(
                        "select workspace_id, id from identity.find_key(:hash, :now)")
                .param("hash", Code.hash(secret))
                .param("now", Times.utc(clock.now()))
                .query((row, n) -> new Place(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)), row.getObject("id", UUID.class)))
                .optional()));
        return place.flatMap(found -> Tenancy.in(found.workspace(), () -> caller(found.workspace(), found.id())));
    }

    private Optional<SignedIn> caller(WorkspaceId workspace, UUID id) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> sql.sql("""
                select k.name, k.created_by, k.scopes from identity.api_key k
                 where k.workspace_id = tenancy.here() and k.id = :id
                """)
                .param("id", id)
                .query((row, n) -> new SignedIn(
                        new UserId(row.getObject("created_by", UUID.class)),
                        row.getString("name"),
                        workspace,
                        Role.MEMBER,
                        Set.of((String[]) row.getArray("scopes").getArray())))
                .optional()));
    }

    private Optional<ApiKey> find(UUID id) {
        return query("and id = :id").param("id", id).optional();
    }

    private KeyQuery query(String condition) {
        return new KeyQuery(sql.sql("""
                select id, name, last_four, scopes, created_at, revoked_at from identity.api_key
                 where workspace_id = tenancy.here() %s order by created_at desc, id desc
                """.formatted(condition)));
    }

    /** The one reading of a key's row. */
    private record KeyQuery(JdbcClient.StatementSpec statement) {
        KeyQuery param(String name, Object value) {
            return new KeyQuery(statement.param(name, value));
        }

        List<ApiKey> list() {
            return statement
                    .query((row, n) -> new ApiKey(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            row.getString("last_four"),
                            Set.of((String[]) row.getArray("scopes").getArray()),
                            Times.read(row, "created_at"),
                            Times.find(row, "revoked_at")))
                    .list();
        }

        Optional<ApiKey> optional() {
            return list().stream().findFirst();
        }
    }
}
