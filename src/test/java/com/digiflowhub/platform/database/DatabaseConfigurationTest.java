package com.digiflowhub.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
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

    @Test
    void an_address_that_cannot_be_read_is_refused_without_its_password_in_any_line() {
        new ApplicationContextRunner()
                .withUserConfiguration(DatabaseConfiguration.class)
                .withPropertyValues(
                        "HUB_DATA_DIR=" + folder,
                        "DATABASE_URL=postgres://agency:canary@127.0.0.1:port/hub",
                        "HUB_MASTER_KEY=" + Base64.getEncoder().encodeToString(new byte[32]))
                .run(context -> {
                    Throwable failure = context.getStartupFailure();
                    assertThat(failure).rootCause().isInstanceOf(InvalidSetting.class);
                    assertThat(failure).rootCause().hasMessageContaining("DATABASE_URL is not of the form");
                    StringWriter trace = new StringWriter();
                    Objects.requireNonNull(failure).printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).contains("%40").doesNotContain("canary");
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
