package com.digiflowhub.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DatabaseConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void a_transaction_sees_the_rows_of_its_workspace_and_no_others() {
        new ApplicationContextRunner()
                .withUserConfiguration(DatabaseConfiguration.class)
                .withPropertyValues(
                        "HUB_DATA_DIR=" + folder,
                        "DATABASE_URL=" + TestPostgres.url(TestPostgres.newDatabase()),
                        "HUB_MASTER_KEY=" + Base64.getEncoder().encodeToString(new byte[32]))
                .run(context -> {
                    JdbcClient app = context.getBean("app", JdbcClient.class);
                    TransactionTemplate transaction =
                            new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
                    WorkspaceId ours = new WorkspaceId(UUID.randomUUID());
                    WorkspaceId theirs = new WorkspaceId(UUID.randomUUID());

                    Tenancy.run(
                            ours,
                            () -> transaction.executeWithoutResult(status -> app.sql(
                                            "insert into work.pause values (:workspace, 'hub', :until, 'test')")
                                    .param("workspace", ours.value())
                                    .param("until", java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC))
                                    .update()));

                    assertThat(count(app, transaction, ours)).isEqualTo(1);
                    assertThat(count(app, transaction, theirs)).isZero();
                    assertThat(app.sql("select count(*) from work.pause")
                                    .query(Integer.class)
                                    .single())
                            .isZero();
                    assertThat(context.getBean(HubClock.class).now())
                            .isBeforeOrEqualTo(Instant.now().plusSeconds(5));
                });
    }

    private static int count(JdbcClient app, TransactionTemplate transaction, WorkspaceId workspace) {
        return Tenancy.in(
                workspace,
                () -> transaction.execute(status -> app.sql("select count(*) from work.pause")
                        .query(Integer.class)
                        .single()));
    }
}
