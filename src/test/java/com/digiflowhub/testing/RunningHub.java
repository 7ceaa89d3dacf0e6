package com.digiflowhub.testing;

import com.digiflowhub.HubApplication;
import com.digiflowhub.conversations.Talks;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Wake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole hub on a free port and a database of its own, as {@code java -jar} starts it. {@link #shared()} is one for many test classes,
 * each with workspaces of its own; a story that moves time or breaks things starts its own.
 */
public final class RunningHub implements AutoCloseable {
    /** The one that every hub of the tests is given, so that others read what one of them sealed. */
    public static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final DatabaseAddress database;
    private final Optional<SettableTime> time;
    private final ConfigurableApplicationContext context;
    private Optional<Connection> owner = Optional.empty();
    private final List<ConnectedWorkspace> workspaces = new CopyOnWriteArrayList<>();

    private RunningHub(DatabaseAddress database, Map<String, String> settings, Optional<SettableTime> time) {
        this.database = database;
        this.time = time;
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "PORT", "0",
                "HUB_MODE", "live",
                "HUB_DATA_DIR", folder(),
                "DATABASE_URL", TestPostgres.url(database),
                "HUB_MASTER_KEY", MASTER_KEY,
                "RATE_LIMIT_REQUESTS", "100000",
                "hub.conversations.quiet", "50ms",
                "hub.conversations.quiet-at-most", "400ms",
                "hub.work.sweep", "200ms"));
        all.putAll(settings);
        this.context = Starting.run(
                new SpringApplicationBuilder(HubApplication.class)
                        .bannerMode(Banner.Mode.OFF)
                        .registerShutdownHook(false)
                        .initializers(this::furnish),
                all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** The one that is started once a test run and never changed. */
    public static RunningHub shared() {
        return Shared.HUB;
    }

    /** Another one for all: its clock stands still until somebody moves it on; nobody may count on where it stands. */
    public static RunningHub sharedWithSettableTime() {
        return Timed.HUB;
    }

    public static RunningHub start() {
        return start(Map.of());
    }

    public static RunningHub start(Map<String, String> settings) {
        return new RunningHub(TestPostgres.newMigratedDatabase(), settings, Optional.empty());
    }

    /** On another server than the one of the test run. */
    public static RunningHub startOn(DatabaseAddress database, Map<String, String> settings) {
        return new RunningHub(database, settings, Optional.empty());
    }

    /** Its clock stands still until {@link #advance}. */
    public static RunningHub startAt(SettableTime time, Map<String, String> settings) {
        return new RunningHub(TestPostgres.newMigratedDatabase(), settings, Optional.of(time));
    }

    /** A second process on the same database, as after a crash or beside the first. */
    public RunningHub again(Map<String, String> settings) {
        return new RunningHub(database, settings, time);
    }

    public URI address() {
        return URI.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public URI webhooks() {
        return address().resolve("/api/webhooks/whatsapp/messages");
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T part(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** A workspace with an owner, an account at a simulated WhatsApp of its own, and nobody who answers. */
    public ConnectedWorkspace newWorkspace() {
        ConnectedWorkspace made = ConnectedWorkspace.open(this);
        workspaces.add(made);
        return made;
    }

    public ApiCaller caller() {
        return new ApiCaller(address());
    }

    public <R> R in(WorkspaceId workspace, Supplier<R> work) {
        return Tenancy.in(workspace, work);
    }

    public <R> R transaction(WorkspaceId workspace, Supplier<R> work) {
        TransactionTemplate template = new TransactionTemplate(part(PlatformTransactionManager.class));
        return Tenancy.in(workspace, () -> Objects.requireNonNull(template.execute(status -> work.get())));
    }

    public java.time.Instant now() {
        return part(HubClock.class).now();
    }

    /**
     * Moves the settable time and has everybody look at the clock. A workspace that is none makes the engine ask anew which desks and pauses
     * there are, as its next sweep would.
     */
    public void advance(Duration by) {
        time.orElseThrow(() -> new IllegalStateException("this hub's time cannot be set"))
                .advance(by);
        part(Wake.class).up(new WorkspaceId(UUID.randomUUID()));
        workspaces.forEach(workspace -> part(Wake.class).up(workspace.id()));
    }

    /** As the owner, past all policies: the first column of each row as text. */
    public List<String> look(String sql) {
        return rows(sql).stream().map(List::getFirst).toList();
    }

    /** As the owner, past all policies: each row as texts. */
    public List<List<String>> rows(String sql) {
        return asOwner(sql, statement -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<List<String>> found = new ArrayList<>();
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        row.add(String.valueOf(rows.getString(column)));
                    }
                    found.add(row);
                }
                return found;
            }
        });
    }

    public void change(String sql) {
        boolean ignored = asOwner(sql, statement -> statement.execute(sql));
    }

    /** What a statement is used for. */
    private interface Use<R> {
        R with(Statement statement) throws SQLException;
    }

    /** One connection is kept: waiting tests look often. */
    private synchronized <R> R asOwner(String sql, Use<R> use) {
        try {
            if (owner.isEmpty() || owner.get().isClosed()) {
                owner = Optional.of(connect());
            }
            try (Statement statement = owner.get().createStatement()) {
                return use.with(statement);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** As the owner of the database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
    }

    public DatabaseAddress database() {
        return database;
    }

    @Override
    public void close() {
        workspaces.forEach(ConnectedWorkspace::close);
        context.close();
    }

    private void furnish(ConfigurableApplicationContext starting) {
        GenericApplicationContext registry = (GenericApplicationContext) starting;
        registry.getBeanFactory().registerSingleton("testsStayOut", new TestsStayOut());
        registry.registerBean(
                "scriptedAnswers",
                ScriptedAnswers.class,
                () -> new ScriptedAnswers(registry.getBeanProvider(Talks.class)));
        time.ifPresent(settable -> registry.registerBean(
                "settableClock",
                HubClock.class,
                () -> new HubClock(settable),
                definition -> definition.setPrimary(true)));
    }

    private static String folder() {
        try {
            return Files.createTempDirectory("hub").toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Started by whoever asks first. */
    private static final class Shared {
        private static final RunningHub HUB = start();
    }

    /** With the product's own waits, since time costs nothing here. */
    private static final class Timed {
        private static final RunningHub HUB = startAt(
                today(),
                Map.of(
                        "hub.conversations.quiet", "1500ms",
                        "hub.conversations.quiet-at-most", "8s",
                        "hub.work.sweep", "1s"));
    }

    /** Beside the providers' time, which is the machine's. */
    private static SettableTime today() {
        return new SettableTime(java.time.Instant.now());
    }
}
