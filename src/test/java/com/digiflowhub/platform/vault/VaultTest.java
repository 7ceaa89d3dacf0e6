package com.digiflowhub.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.ConnectedHub;
import com.digiflowhub.testing.TestPostgres;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Apart
class VaultTest {
    private static final Secret SECRET = new Secret("EAAcanary-7d1f");

    private final com.digiflowhub.platform.database.DatabaseAddress database = TestPostgres.newMigratedDatabase();
    private final ConnectedHub hub = new ConnectedHub(database, Map.of());
    private final Vault vault = hub.part(Vault.class);
    private final WorkspaceId workspace = ConnectedHub.newWorkspace();
    private final Place place = place(workspace, "secrets", UUID.randomUUID());

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void what_was_sealed_opens_at_its_place_inside_and_outside_of_a_transaction() {
        byte[] sealed = seal(place);
        assertThat(vault.open(place, sealed)).isEqualTo(SECRET);
        assertThat(hub.transaction(workspace, () -> vault.open(place, sealed))).isEqualTo(SECRET);
    }

    @Test
    void another_node_opens_it_and_one_with_another_master_key_does_not() {
        byte[] sealed = seal(place);
        try (ConnectedHub other = new ConnectedHub(database, Map.of())) {
            assertThat(other.part(Vault.class).open(place, sealed)).isEqualTo(SECRET);
        }
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        Vault stranger = new Vault(
                org.springframework.jdbc.core.simple.JdbcClient.create(hub.part(javax.sql.DataSource.class)),
                (org.springframework.jdbc.core.simple.JdbcClient) hub.part("engine"),
                java.time.InstantSource.system(),
                MasterKey.parse(Base64.getEncoder().encodeToString(otherKey)));
        assertThatThrownBy(() -> stranger.open(place, sealed)).isInstanceOf(SealBroken.class);
    }

    @Test
    void moved_to_another_row_column_or_workspace_it_does_not_open() {
        byte[] sealed = seal(place);
        WorkspaceId other = ConnectedHub.newWorkspace();
        assertThatThrownBy(() -> vault.open(place(workspace, "secrets", UUID.randomUUID()), sealed))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> vault.open(place(workspace, "other", place.row()), sealed))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> vault.open(place(other, "secrets", place.row()), sealed))
                .isInstanceOf(SealBroken.class);
    }

    @Test
    void one_changed_bit_or_a_missing_end_is_noticed() {
        byte[] sealed = seal(place);
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> vault.open(place, changed)).isInstanceOf(SealBroken.class);
        }
        assertThatThrownBy(() -> vault.open(place, java.util.Arrays.copyOf(sealed, 20)))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> vault.open(place, new byte[0])).isInstanceOf(SealBroken.class);
    }

    @Test
    void the_same_secret_never_looks_the_same_twice() {
        assertThat(seal(place)).isNotEqualTo(seal(place));
        assertThat(hub.look("select count(*) from vault.workspace_key")).containsExactly("1");
    }

    @Test
    void a_transaction_that_rolls_back_takes_its_key_along_and_harms_nobody() {
        assertThatThrownBy(() -> hub.transaction(workspace, () -> {
                    byte[] sealed = vault.seal(place, SECRET);
                    assertThat(vault.open(place, sealed)).isEqualTo(SECRET);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(vault.open(place, seal(place))).isEqualTo(SECRET);
    }

    @Test
    void a_secret_is_sealed_in_a_transaction_or_not_at_all() {
        assertThatThrownBy(() -> vault.seal(place, SECRET)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothing_equals_an_empty_secret() {
        assertThat(Vault.same(new Secret(""), "")).isFalse();
        assertThat(Vault.same(SECRET, SECRET.reveal())).isTrue();
        assertThat(Vault.same(SECRET, SECRET.reveal() + "x")).isFalse();
        assertThat(vault.fingerprint(SECRET))
                .isEqualTo(vault.fingerprint(SECRET))
                .isNotEqualTo(vault.fingerprint(new Secret("x")));
    }

    private byte[] seal(Place where) {
        return hub.transaction(where.workspace(), () -> vault.seal(where, SECRET));
    }

    private static Place place(WorkspaceId workspace, String column, UUID row) {
        return new Place(workspace, "connections.connection", column, row);
    }
}
