package com.digiflowhub.assistant;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.conversations.ConversationSettings;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Wake;
import com.digiflowhub.testing.SettableTime;
import com.digiflowhub.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The rooms up to the assistant, with settable time and nobody who does the work that is put: a test hands items over itself. */
final class AnsweringHub implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-25T09:00:00Z");

    private final DatabaseAddress address = TestPostgres.newMigratedDatabase();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    AnsweringHub() {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings()));
        context.register(Rooms.class);
        context.refresh();
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** One whose class is its package's own. */
    Object part(String name) {
        return context.getBean(name);
    }

    SettableTime time() {
        return part(SettableTime.class);
    }

    static WorkspaceId newWorkspace() {
        return new WorkspaceId(UUID.randomUUID());
    }

    /** A workspace that knows what the demo's training centre knows. */
    WorkspaceId trainingCentre() {
        WorkspaceId workspace = newWorkspace();
        Tenancy.run(workspace, () -> {
            part(QaEntries.class).replace(Seed.entries());
            part(AiConfigurations.class).save(Seed.configuration());
        });
        return workspace;
    }

    /** A workspace that knows what the company in this folder of the demo knows. */
    WorkspaceId company(String trade) {
        WorkspaceId workspace = newWorkspace();
        Tenancy.run(workspace, () -> {
            part(QaEntries.class).replace(Seed.entries(trade));
            part(AiConfigurations.class).save(Seed.configuration(trade));
            part(Synonyms.class).save(Seed.synonyms(trade));
        });
        return workspace;
    }

    Connection connect(WorkspaceId workspace, String provider, Map<String, String> settings) {
        Saved saved = Tenancy.in(workspace, () -> part(Connections.class).create(provider, provider, settings));
        if (saved instanceof Saved.Kept kept) {
            return kept.connection();
        }
        throw new IllegalStateException("not kept: " + saved);
    }

    <R> R transaction(WorkspaceId workspace, Supplier<R> work) {
        TransactionTemplate template = new TransactionTemplate(part(PlatformTransactionManager.class));
        return Tenancy.in(workspace, () -> Objects.requireNonNull(template.execute(status -> work.get())));
    }

    /** As the owner, past all policies: the first column of each row as text. */
    List<String> look(String sql) {
        try (var connection = DriverManager.getConnection(
                        address.jdbcUrl(), address.user(), address.password().reveal());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private Map<String, Object> settings() {
        try {
            return Map.of(
                    "HUB_DATA_DIR", Files.createTempDirectory("hub").toString(),
                    "DATABASE_URL", TestPostgres.url(address),
                    "HUB_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All rooms up to the assistant, without pages and without those who do durable work. */
    @EnableTransactionManagement(proxyTargetClass = true)
    @EnableConfigurationProperties(ConversationSettings.class)
    @ComponentScan(
            basePackages = {
                "com.digiflowhub.assistant",
                "com.digiflowhub.conversations",
                "com.digiflowhub.channels",
                "com.digiflowhub.connections",
                "com.digiflowhub.contacts",
                "com.digiflowhub.credits",
                "com.digiflowhub.platform.ledger",
                "com.digiflowhub.identity",
                "com.digiflowhub.vocabulary",
                "com.digiflowhub.platform.vault",
                "com.digiflowhub.platform.database",
                "com.digiflowhub.platform.live"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    ".*\\.web\\..*|.*Test|.*Upkeep|.*AnsweringHub.*|.*\\.identity\\.(?!Workspaces).*"))
    @ComponentScan(
            basePackages = "com.digiflowhub.platform.work",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(Work|WorkRows|Desks|Precedence)"))
    static class Rooms {
        @Bean
        SettableTime time() {
            return new SettableTime(START);
        }

        @Bean
        @Primary
        HubClock settableClock(SettableTime time) {
            return new HubClock(time);
        }

        @Bean
        TransactionTemplate transaction(PlatformTransactionManager transactions) {
            return new TransactionTemplate(transactions);
        }

        @Bean
        Wake nobodyWakes() {
            return new Wake();
        }

        @Bean
        JsonMapper json() {
            return JsonMapper.builder().build();
        }
    }
}
