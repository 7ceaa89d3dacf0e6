package com.digiflowhub.platform.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.testing.ConnectedHub;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose rows a transaction sees: those of the workspace in force when it began, and no others, ever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenancyTest {
    private final ConnectedHub hub = new ConnectedHub();
    private final JdbcClient app = (JdbcClient) hub.part("app");
    private final WorkspaceId ours = ConnectedHub.newWorkspace();
    private final WorkspaceId theirs = ConnectedHub.newWorkspace();

    TenancyTest() {
        hub.change("insert into work.pause values ('" + ours + "', 'hub', now(), 'ours'), ('" + theirs
                + "', 'hub', now(), 'theirs')");
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void outside_a_transaction_there_are_no_rows_even_with_a_workspace_in_force() {
        assertThat(reasons()).isEmpty();
        assertThat(Tenancy.in(ours, this::reasons)).isEmpty();
    }

    @Test
    void in_a_transaction_without_a_workspace_there_are_no_rows_and_none_can_be_written() {
        assertThat(withoutWorkspace()).isEmpty();
        assertThatThrownBy(() -> template().execute(status -> pause(ours)))
                .rootCause()
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> template()
                        .execute(status -> app.sql(
                                        "insert into work.pause values (tenancy.here(), 'model', now(), 'nobody s')")
                                .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void a_transaction_sees_and_changes_the_rows_of_its_workspace_only() {
        assertThat(in(ours, this::reasons)).containsExactly("ours");
        assertThat(in(theirs, this::reasons)).containsExactly("theirs");
        assertThat(in(ours, () -> app.sql("update work.pause set queue = queue").update()))
                .isEqualTo(1);
        assertThat(in(
                        ours,
                        () -> app.sql("delete from work.pause where workspace_id = :id")
                                .param("id", theirs.value())
                                .update()))
                .isZero();
        assertThatThrownBy(() -> in(ours, () -> pause(theirs))).rootCause().hasMessageContaining("row-level security");
        assertThatThrownBy(() -> in(
                        ours,
                        () -> app.sql("update work.pause set workspace_id = :id")
                                .param("id", theirs.value())
                                .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void the_setting_ends_with_its_transaction_on_each_connection_of_the_pool() {
        for (int n = 0; n < 30; n++) {
            assertThat(in(ours, this::reasons)).containsExactly("ours");
            assertThat(setting()).isEmpty();
            assertThatThrownBy(() -> in(theirs, () -> {
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasMessage("rolled back");
            assertThat(setting()).isEmpty();
        }
    }

    @Test
    void eight_threads_on_one_pool_never_see_each_other_s_rows() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                boolean even = thread % 2 == 0;
                running.add(threads.submit(() -> {
                    for (int n = 0; n < 100; n++) {
                        assertThat(in(even ? ours : theirs, this::reasons)).containsExactly(even ? "ours" : "theirs");
                        assertThat(withoutWorkspace()).isEmpty();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    @Test
    void a_verb_joins_the_transaction_of_its_caller() {
        assertThatThrownBy(() -> in(ours, () -> {
                    in(
                            ours,
                            () -> app.sql("update work.pause set reason = 'changed'")
                                    .update());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(in(ours, this::reasons)).containsExactly("ours");
    }

    @Test
    void a_transaction_of_one_workspace_is_not_joined_for_another() {
        assertThatThrownBy(() -> in(ours, () -> in(theirs, this::reasons)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be joined for another");
        assertThatThrownBy(() -> template().execute(status -> in(ours, this::reasons)))
                .hasMessageContaining("cannot be joined for another");
        assertThat(in(ours, this::reasons)).containsExactly("ours");
    }

    @Test
    void no_second_transaction_is_begun_beside_the_first_by_any_name() {
        for (int propagation : new int[] {
            TransactionDefinition.PROPAGATION_REQUIRES_NEW, TransactionDefinition.PROPAGATION_NOT_SUPPORTED
        }) {
            assertThatThrownBy(() -> in(ours, () -> template(propagation).execute(status -> reasons())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("second transaction");
        }
        assertThatThrownBy(() -> in(
                        ours,
                        () -> template(TransactionDefinition.PROPAGATION_NESTED).execute(status -> reasons())))
                .isInstanceOf(NestedTransactionNotSupportedException.class);
        assertThatThrownBy(() ->
                        template(TransactionDefinition.PROPAGATION_REQUIRES_NEW).execute(status -> reasons()))
                .hasMessageContaining("second transaction");
        assertThatThrownBy(() -> in(
                        ours,
                        () -> template(TransactionDefinition.PROPAGATION_NEVER).execute(status -> reasons())))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThat(in(ours, this::reasons)).containsExactly("ours");
    }

    @Test
    void what_may_take_long_is_refused_inside_a_transaction() {
        NoTransaction.require("the provider");
        assertThatThrownBy(() -> in(ours, () -> {
                    NoTransaction.require("the provider");
                    return 1;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("would wait for the provider");
    }

    @Test
    void a_workspace_is_in_force_inside_its_block_and_the_inner_one_counts() {
        assertThat(Tenancy.here()).isEmpty();
        assertThatThrownBy(Tenancy::require).isInstanceOf(IllegalStateException.class);
        Tenancy.run(ours, () -> {
            assertThat(Tenancy.require()).isEqualTo(ours);
            assertThat(Tenancy.in(theirs, Tenancy::require)).isEqualTo(theirs);
            assertThat(Tenancy.here()).contains(ours);
        });
        assertThat(Tenancy.here()).isEmpty();
    }

    @Test
    void a_workspace_s_id_is_written_as_it_is_read() {
        UUID id = UUID.randomUUID();
        assertThat(WorkspaceId.parse(id.toString()))
                .isEqualTo(new WorkspaceId(id))
                .hasToString(id.toString());
        assertThatThrownBy(() -> WorkspaceId.parse("x")).isInstanceOf(IllegalArgumentException.class);
    }

    private int pause(WorkspaceId workspace) {
        return app.sql("insert into work.pause values (:id, 'model', now(), 'new')")
                .param("id", workspace.value())
                .update();
    }

    private List<String> reasons() {
        return app.sql("select reason from work.pause order by reason")
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    private List<String> withoutWorkspace() {
        List<String> reasons = template().execute(status -> reasons());
        return java.util.Objects.requireNonNull(reasons);
    }

    private String setting() {
        return app.sql("select coalesce(current_setting('hub.workspace', true), '')")
                .query(String.class)
                .single();
    }

    private <R> R in(WorkspaceId workspace, Supplier<R> work) {
        return hub.transaction(workspace, work);
    }

    private TransactionTemplate template() {
        return new TransactionTemplate(hub.part(PlatformTransactionManager.class));
    }

    private TransactionTemplate template(int propagation) {
        TransactionTemplate template = template();
        template.setPropagationBehavior(propagation);
        return template;
    }
}
