package com.digiflowhub.platform.vault;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Seals secrets under a key of their workspace, which is itself sealed under the master key. What comes out is {@code key id, nonce,
 * ciphertext}; it opens only at the {@link Place} for which it was sealed.
 */
@Component
public class Vault {
    private static final int ID_BYTES = 16;

    private final JdbcClient sql;
    private final JdbcClient engine;
    private final InstantSource clock;
    private final byte[] wrapping;
    private final byte[] fingerprinting;
    /** Keys never change; one that a transaction made and rolled back again has sealed nothing. */
    private final Map<UUID, byte[]> opened = new ConcurrentHashMap<>();

    Vault(JdbcClient sql, @Qualifier("engine") JdbcClient engine, InstantSource clock, MasterKey master) {
        this.sql = sql;
        this.engine = engine;
        this.clock = clock;
        this.wrapping = master.deriveBytes("workspace-keys");
        this.fingerprinting = master.deriveBytes("fingerprints");
    }

    /** In a transaction of the place's workspace. Makes the workspace's key when it has none. */
    public byte[] seal(Place place, Secret secret) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a secret is sealed in the transaction that stores it");
        }
        WorkspaceKey key = newest(place.workspace()).orElseGet(() -> make(place.workspace()));
        byte[] sealed = AesGcm.seal(unwrap(place, key), secret.bytes(), place.bindingTo(key.id));
        return ByteBuffer.allocate(ID_BYTES + sealed.length)
                .putLong(key.id.getMostSignificantBits())
                .putLong(key.id.getLeastSignificantBits())
                .put(sealed)
                .array();
    }

    /** Inside a transaction or outside of any. */
    public Secret open(Place place, byte[] sealed) {
        if (sealed.length <= ID_BYTES) {
            throw new SealBroken(place, "too short");
        }
        ByteBuffer front = ByteBuffer.wrap(sealed);
        UUID id = new UUID(front.getLong(), front.getLong());
        byte[] key = opened.get(id);
        if (key == null) {
            key = unwrap(
                    place,
                    find(place.workspace(), id).orElseThrow(() -> new SealBroken(place, "its key is not there")));
            opened.put(id, key);
        }
        try {
            byte[] plain = AesGcm.open(key, Arrays.copyOfRange(sealed, ID_BYTES, sealed.length), place.bindingTo(id));
            return new Secret(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException moved) {
            throw new SealBroken(place, "it was sealed for another place or changed", moved);
        }
    }

    /** The same for the same secret, and worthless without the master key: tells whether two secrets are one. */
    public String fingerprint(Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(fingerprinting, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(secret.bytes()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", missing);
        }
    }

    /** In a time that does not tell how much of it was right. */
    public static boolean same(Secret secret, String given) {
        return !secret.isEmpty() && MessageDigest.isEqual(secret.bytes(), given.getBytes(StandardCharsets.UTF_8));
    }

    private WorkspaceKey make(WorkspaceId workspace) {
        UUID id = UUID.randomUUID();
        byte[] wrapped = AesGcm.seal(wrapping, AesGcm.newKey(), keyBinding(workspace, id));
        sql.sql("""
                insert into vault.workspace_key (workspace_id, id, wrapped, created_at)
                values (:workspace, :id, :wrapped, :now)
                """)
                .param("workspace", workspace.value())
                .param("id", id)
                .param("wrapped", wrapped)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new WorkspaceKey(id, wrapped);
    }

    private Optional<WorkspaceKey> newest(WorkspaceId workspace) {
        return sql.sql(
                        "select id, wrapped from vault.workspace_key where workspace_id = :workspace order by created_at desc, id limit 1")
                .param("workspace", workspace.value())
                .query((row, n) -> new WorkspaceKey(row.getObject("id", UUID.class), row.getBytes("wrapped")))
                .optional();
    }

    private Optional<WorkspaceKey> find(WorkspaceId workspace, UUID id) {
        boolean transaction = TransactionSynchronizationManager.isActualTransactionActive();
        JdbcClient.StatementSpec statement = transaction
                ? sql.sql("select wrapped from vault.workspace_key where workspace_id = :workspace and id = :id")
                : engine.sql("select vault.wrapped_key(:workspace, :id) as wrapped");
        return statement
                .param("workspace", workspace.value())
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getBytes("wrapped")))
                .optional()
                .flatMap(wrapped -> wrapped)
                .map(wrapped -> new WorkspaceKey(id, wrapped));
    }

    private byte[] unwrap(Place place, WorkspaceKey key) {
        try {
            return AesGcm.open(wrapping, key.wrapped, keyBinding(place.workspace(), key.id));
        } catch (GeneralSecurityException otherMaster) {
            throw new SealBroken(place, "the workspace's key was sealed under another HUB_MASTER_KEY", otherMaster);
        }
    }

    private static String keyBinding(WorkspaceId workspace, UUID id) {
        return "v1|" + workspace + "|vault.workspace_key|wrapped|" + id + "|master";
    }

    /** A row of {@code vault.workspace_key}. */
    private static final class WorkspaceKey {
        private final UUID id;
        private final byte[] wrapped;

        WorkspaceKey(UUID id, byte[] wrapped) {
            this.id = id;
            this.wrapped = wrapped;
        }
    }
}
