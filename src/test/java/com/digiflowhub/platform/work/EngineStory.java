package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Outages;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.SettableTime;
import com.digiflowhub.testing.Starting;
import com.digiflowhub.testing.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of its own and one or more engines on it, with a handler that each story writes itself. */
final class EngineStory implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DatabaseAddress database = TestPostgres.newMigratedDatabase();
    private final SingleConnectionDataSource ownersLine = new SingleConnectionDataSource(
            database.jdbcUrl(), database.user(), database.password().reveal(), true);
    private final JdbcClient owner = JdbcClient.create(ownersLine);
    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    final List<String> done = new CopyOnWriteArrayList<>();
    volatile Function<Item<Note>, Outcome> handler = item -> new Outcome.Done(() -> {});

    /** How many notes are taken at once, and how many were. */
    volatile int handful = 1;

    final List<Integer> together = new CopyOnWriteArrayList<>();

    final FragileLine line = new FragileLine(this::owner);

    /** Empty: the machine's time. */
    Optional<SettableTime> time = Optional.empty();

    record Note(String text) {}

    @ComponentScan({"com.digiflowhub.platform.work", "com.digiflowhub.platform.database"})
    @Import(JacksonAutoConfiguration.class)
    @EnableConfigurationProperties(WorkSettings.class)
    static class Wiring {
        @Bean
        TransactionTemplate template(org.springframework.transaction.PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        /** The story's own time, when it has one. */
        @Bean
        @org.springframework.context.annotation.Primary
        @org.springframework.boot.autoconfigure.condition.ConditionalOnBean(SettableTime.class)
        HubClock settable(SettableTime time) {
            return new HubClock(time);
        }
    }

    /** Starts one more engine on the same database. A first one that has stopped is replaced by it. */
    ConfigurableApplicationContext startNode(Path folder, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "HUB_DATA_DIR=" + folder,
                "DATABASE_URL=" + TestPostgres.url(database),
                "HUB_MASTER_KEY=" + Base64.getEncoder().encodeToString(new byte[32]),
                "hub.work.sweep=100ms",
                "hub.work.outage=50ms"));
        all.addAll(List.of(properties));
        ConfigurableApplicationContext node = Starting.run(new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .properties(all.toArray(String[]::new))
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("notes", new NoteTask());
                    context.getBeanFactory().addBeanPostProcessor(line);
                    time.ifPresent(own -> context.getBeanFactory().registerSingleton("time", own));
                }));
        nodes.removeIf(stopped -> !stopped.isActive());
        nodes.add(node);
        ownerExecutes(
                "create table if not exists story (n bigint generated always as identity, workspace_id uuid, lane uuid, text text)");
        ownerExecutes("grant all on story to hub_app");
        return node;
    }

    /** The handler of the story, as the engine sees it. */
    private final class NoteTask implements Task<Note> {
        @Override
        public String kind() {
            return "note";
        }

        @Override
        public Class<Note> payload() {
            return Note.class;
        }

        @Override
        public int handful() {
            return handful;
        }

        @Override
        public List<Outcome> run(List<Item<Note>> items) {
            together.add(items.size());
            return items.stream().map(handler).toList();
        }
    }

    /** Remembers, in the item's own transaction, that the note was done: what is remembered is what was committed. */
    Outcome remember(Item<Note> item) {
        return new Outcome.Done(() -> tell(item.lane(), item.payload().text()));
    }

    /** In the transaction of the caller. */
    void tell(UUID lane, String text) {
        sql().sql("insert into story (workspace_id, lane, text) values (tenancy.here(), :lane, :text)")
                .param("lane", lane)
                .param("text", text)
                .update();
    }

    List<ConfigurableApplicationContext> nodes() {
        return nodes;
    }

    EndRows ends() {
        return nodes.getFirst().getBean(EndRows.class);
    }

    Work work() {
        return nodes.getFirst().getBean(Work.class);
    }

    WorkspaceId newWorkspace() {
        WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
        in(workspace, () -> nodes.getFirst().getBean(Desks.class).open(workspace));
        return workspace;
    }

    void put(WorkspaceId workspace, NewItem... items) {
        in(workspace, () -> nodes.getFirst().getBean(Work.class).put(List.of(items)));
    }

    /** As a caller does whose database went away: again, until it is committed. */
    void putUntilCommitted(WorkspaceId workspace, NewItem... items) {
        while (true) {
            try {
                put(workspace, items);
                return;
            } catch (RuntimeException away) {
                if (!Outages.isOne(away)) {
                    throw away;
                }
            }
        }
    }

    void in(WorkspaceId workspace, Runnable work) {
        Tenancy.run(
                workspace,
                () -> nodes.getFirst().getBean(TransactionTemplate.class).executeWithoutResult(status -> work.run()));
    }

    <R> R read(WorkspaceId workspace, java.util.function.Supplier<R> work) {
        return Tenancy.in(
                workspace,
                () -> java.util.Objects.requireNonNull(
                        nodes.getFirst().getBean(TransactionTemplate.class).execute(status -> work.get())));
    }

    JdbcClient sql() {
        return nodes.getFirst().getBean("app", JdbcClient.class);
    }

    /** The committed notes of each lane, in the order of their commits. */
    Map<UUID, List<String>> story() {
        Map<UUID, List<String>> lanes = new HashMap<>();
        owner().sql("select lane, text from story order by n").query(row -> {
            lanes.computeIfAbsent(row.getObject("lane", UUID.class), lane -> new ArrayList<>())
                    .add(row.getString("text"));
        });
        return lanes;
    }

    List<String> story(UUID lane) {
        return story().getOrDefault(lane, List.of());
    }

    /** One value of the database as its owner sees it. */
    String one(String query) {
        return owner().sql(query).query(String.class).single();
    }

    int told() {
        return owner().sql("select count(*) from story").query(Integer.class).single();
    }

    /** A clean table and the plain handler, for the next story on the same nodes. */
    void startAnew() {
        handler = this::remember;
        ownerExecutes("delete from work.item");
        ownerExecutes("delete from work.dead");
        ownerExecutes("delete from work.pause");
        ownerExecutes("delete from story");
    }

    /** The reasons of all dead letters. */
    List<String> dead() {
        return owner().sql("select reason from work.dead order by id")
                .query((row, n) -> String.valueOf(row.getString("reason")))
                .list();
    }

    /** How many desks lie with each node. */
    Map<String, Integer> desks() {
        Map<String, Integer> desks = new HashMap<>();
        owner().sql("select node_id::text as node, count(*) as desks from work.desk group by 1")
                .query(row -> {
                    desks.put(String.valueOf(row.getString("node")), row.getInt("desks"));
                });
        return desks;
    }

    String nodeId(ConfigurableApplicationContext node) {
        try {
            Path folder = node.getBean(com.digiflowhub.platform.database.DataFolder.class)
                    .path();
            return java.nio.file.Files.readString(folder.resolve("node.id")).strip();
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    Instant now() {
        return time.map(SettableTime::instant).orElseGet(Instant::now);
    }

    int left() {
        return owner().sql("select count(*) from work.item")
                .query(Integer.class)
                .single();
    }

    void ownerExecutes(String statement) {
        owner().sql(statement).update();
    }

    /** The owner's view: all workspaces. */
    JdbcClient owner() {
        return owner;
    }

    static NewItem note(UUID lane, String text) {
        return note("hub", lane, text);
    }

    static NewItem note(String queue, UUID lane, String text) {
        return NewItem.item(queue, lane, "note", new Note(text), Instant.now().minusSeconds(10));
    }

    static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("it did not happen within " + PATIENCE);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
    }

    void stop(ConfigurableApplicationContext node) {
        if (nodes.size() > 1) {
            nodes.remove(node);
        }
        node.close();
    }

    @Override
    public void close() {
        nodes.forEach(ConfigurableApplicationContext::close);
        nodes.clear();
    }
}
