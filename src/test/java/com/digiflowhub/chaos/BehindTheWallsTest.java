package com.digiflowhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the checker and the strikes ask the database, on one in which it is the case. */
@Apart
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindTheWallsTest {
    private static final UUID HERE = new UUID(3, 1);
    private static final UUID ELSEWHERE = new UUID(3, 2);
    private static final UUID NOWHERE = new UUID(3, 3);
    private static final UUID PERSON = new UUID(4, 1);

    private final JdbcClient database = open();

    @Test
    void rows_that_name_what_another_workspace_has_and_rows_of_no_workspace_are_found() {
        workspace(HERE);
        workspace(ELSEWHERE);
        contact(HERE, PERSON);
        reaction(HERE, PERSON);
        assertThat(Walls.breaches(database)).isEmpty();
        reaction(ELSEWHERE, PERSON);
        assertThat(Walls.breaches(database)).isEqualTo(Map.of("conversations.reaction, foreign ids", 1));
        reaction(NOWHERE, new UUID(4, 2));
        assertThat(Walls.breaches(database)).containsEntry("conversations.reaction", 1);
    }

    @Test
    void a_node_has_at_work_what_lies_on_its_own_desks() {
        UUID busy = new UUID(5, 1);
        UUID idle = new UUID(5, 2);
        UUID due = new UUID(3, 4);
        UUID later = new UUID(3, 5);
        workspace(due);
        workspace(later);
        desk(due, busy);
        desk(later, idle);
        item(due, "now() - interval '1 minute'");
        item(later, "now() + interval '1 hour'");
        assertThat(AtWork.of(List.of(busy), database)).isEqualTo(Map.of("turn", 1));
        assertThat(AtWork.of(List.of(idle), database)).isEmpty();
        assertThat(AtWork.of(List.of(idle, busy), database)).isEqualTo(Map.of("turn", 1));
    }

    private void workspace(UUID id) {
        database.sql("""
                insert into identity.workspace (workspace_id, name, locale, zone, created_at)
                values (:id, 'A company', 'fr', 'Europe/Paris', now())
                """).param("id", id).update();
    }

    private void contact(UUID workspace, UUID id) {
        database.sql("""
                insert into contacts.contact (workspace_id, id, person_id, name, origin, created_at, updated_at)
                values (:workspace, :id, :id, 'Lea', 'whatsapp', now(), now())
                """).param("workspace", workspace).param("id", id).update();
    }

    private void reaction(UUID workspace, UUID contact) {
        database.sql("""
                insert into conversations.reaction (workspace_id, connection_id, provider_id, contact_id, emoji, at)
                values (:workspace, gen_random_uuid(), 'wamid.1', :contact, '+', now())
                """)
                .param("workspace", workspace)
                .param("contact", contact)
                .update();
    }

    private void desk(UUID workspace, UUID node) {
        database.sql("insert into work.desk (workspace_id, node_id) values (:workspace, :node)")
                .param("workspace", workspace)
                .param("node", node)
                .update();
    }

    private void item(UUID workspace, String due) {
        database.sql("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                values (:workspace, 'hub', %s, gen_random_uuid(), 'turn', '{}')
                """.formatted(due)).param("workspace", workspace).update();
    }

    private static JdbcClient open() {
        DatabaseAddress address = TestPostgres.newMigratedDatabase();
        return JdbcClient.create(new DriverManagerDataSource(
                address.jdbcUrl(), address.user(), address.password().reveal()));
    }
}
