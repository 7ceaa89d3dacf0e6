package com.digiflowhub.testing;

import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Wake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The ground floor of the hub on a database of its own: vault, connections, the door and the channels; nobody does the work it leaves. */
public final class ConnectedHub implements AutoCloseable {
    private final DatabaseAddress address;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    public ConnectedHub() {
        this(TestPostgres.newMigratedDatabase(), Map.of());
    }

    public ConnectedHub(DatabaseAddress address, Map<String, Object> settings) {
        this.address = address;
        try {
            Map<String, Object> all = new java.util.HashMap<>(Map.of(
                    "HUB_DATA_DIR", Files.createTempDirectory("hub").toString(),
                    "DATABASE_URL", TestPostgres.url(address),
                    "HUB_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32])));
            all.putAll(settings);
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        context.register(Rooms.class);
        context.refresh();
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public Object part(String name) {
        return context.getBean(name);
    }

    public Queue<WorkspaceId> woken() {
        return context.getBean(Woken.class).workspaces;
    }

    public <R> R in(WorkspaceId workspace, Supplier<R> work) {
        return Tenancy.in(workspace, work);
    }

    public <R> R transaction(WorkspaceId workspace, Supplier<R> work) {
        TransactionTemplate template = new TransactionTemplate(part(PlatformTransactionManager.class));
        return Tenancy.in(workspace, () -> java.util.Objects.requireNonNull(template.execute(status -> work.get())));
    }

    /** A workspace needs no row of its own here. */
    public static WorkspaceId newWorkspace() {
        return new WorkspaceId(UUID.randomUUID());
    }

    /** As the owner, past all policies: the first column of each row as text. */
    public List<String> look(String sql) {
        try (Connection connection = DriverManager.getConnection(
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

    public void change(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        address.jdbcUrl(), address.user(), address.password().reveal());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** Which workspaces were told that they have work. */
    static final class Woken extends Wake {
        private final Queue<WorkspaceId> workspaces = new ConcurrentLinkedQueue<>();

        @Override
        public void up(WorkspaceId workspace) {
            workspaces.add(workspace);
        }
    }

    /** The rooms that are open, without those who do durable work. No configuration by name: the whole hub would find it and use it. */
    @ComponentScan(
            basePackages = {
                "com.digiflowhub.connections",
                "com.digiflowhub.channels",
                "com.digiflowhub.platform.vault",
                "com.digiflowhub.platform.database",
                "com.digiflowhub.platform.live"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    ".*\\.connections\\.web\\.(?!.*Webhook|MainPort).*|.*\\.web\\..*(Api|Pages)|.*Test"))
    @ComponentScan(
            basePackages = "com.digiflowhub.platform.work",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(Work|WorkRows|Precedence)"))
    static class Rooms {
        @Bean
        @Primary
        Woken woken() {
            return new Woken();
        }

        @Bean
        JsonMapper json() {
            return JsonMapper.builder().build();
        }
    }
}
