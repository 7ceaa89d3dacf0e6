package com.digiflowhub.connections;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.vault.Secret;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts that the workspace in force has connected. Secrets go in and come out to providers only; pages see {@link Standing}. */
@Component
public class Connections {
    private static final int PATH_BYTES = 18;
    private static final int MAX_NAME_CHARACTERS = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ConnectionRows rows;
    private final Standings standings;
    private final Providers providers;
    private final KnownConnections known;
    private final Unclaimed unclaimed;
    private final Live live;
    private final HubClock clock;
    private final TransactionTemplate transaction;

    Connections(
            ConnectionRows rows,
            Standings standings,
            Providers providers,
            DoorMemory memory,
            Live live,
            HubClock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.standings = standings;
        this.providers = providers;
        this.known = memory.known();
        this.unclaimed = memory.unclaimed();
        this.live = live;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    public Saved create(String provider, String name, Map<String, String> given) {
        return create(provider, name, given, "page");
    }

    /** A secret that is not given, or given empty, stays what it was. */
    public Saved update(ConnectionId id, String name, Map<String, String> given) {
        return inTransaction(() -> {
            Connection before = require(id);
            Map<String, String> texts = new HashMap<>(given);
            Settings.texts(before.settings(), true).forEach((field, secret) -> {
                if (texts.getOrDefault(field, "").isBlank()) {
                    texts.put(field, secret);
                }
            });
            return read(before.provider(), texts, settings -> {
                Connection after = new Connection(
                        before.workspace(),
                        id,
                        before.provider(),
                        name(name, before.provider()),
                        before.path(),
                        settings);
                rows.update(after);
                rows.resume(id);
                rows.releaseAccounts(id);
                return holdAccounts(after);
            });
        });
    }

    public Optional<Connection> find(ConnectionId id) {
        return inTransaction(() -> rows.find(id).flatMap(rows::open));
    }

    /** Whose wire each connection speaks or spoke: also of those that were removed, since what they brought is still kept. */
    public Map<ConnectionId, String> providersEver() {
        return inTransaction(rows::providersEver);
    }

    public Connection require(ConnectionId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no connection " + id + " in this workspace"));
    }

    /** A secret that is to be copied to the provider's page; no other comes out. */
    public Optional<Secret> pasted(ConnectionId id, String field) {
        return find(id).filter(connection -> Settings.inputs(
                                provider(connection.provider()).settings())
                        .stream()
                        .anyMatch(input -> input.name().equals(field) && input.pasted()))
                .map(connection ->
                        new Secret(Settings.texts(connection.settings(), true).getOrDefault(field, "")));
    }

    public List<Connection> list(String provider) {
        return inTransaction(() -> rows.list().stream()
                .filter(row -> row.provider().equals(provider))
                .flatMap(row -> rows.open(row).stream())
                .toList());
    }

    /** Those by which something may leave: neither broken nor paused. By provider, the oldest first. */
    public List<Connection> working() {
        return inTransaction(() ->
                rows.working().stream().flatMap(row -> rows.open(row).stream()).toList());
    }

    public List<Standing> standings() {
        return inTransaction(() -> rows.list().stream().map(standings::of).toList());
    }

    public Optional<Standing> standing(ConnectionId id) {
        return inTransaction(() -> rows.find(id).map(standings::of));
    }

    /** How many of its envelopes were set aside unread; once it is removed nobody can read them any more. */
    public int unreadable(ConnectionId id) {
        return inTransaction(() -> rows.unreadable(id));
    }

    /** Its settings and secrets are wiped; what came and went by it stays. */
    public void remove(ConnectionId id) {
        inTransaction(() -> {
            rows.releaseAccounts(id);
            rows.remove(id);
            changed(id);
            return id;
        });
    }

    public void markBroken(ConnectionId id, String reason) {
        state(id, Optional.of(reason));
    }

    public void markWorking(ConnectionId id) {
        state(id, Optional.empty());
    }

    /** Nothing leaves by it until it is resumed; what providers send is still taken in. */
    public void pause(ConnectionId id) {
        paused(id, true);
    }

    public void resume(ConnectionId id) {
        paused(id, false);
    }

    public boolean working(ConnectionId id) {
        return inTransaction(() -> standings.brokenBecause(id).isEmpty());
    }

    /** Something the provider said about our account: kept by topic, the newest counts. */
    public void told(ConnectionId id, String topic, String detail) {
        inTransaction(() -> {
            standings.tell(id, topic, detail);
            live.changed("connection", id);
            return id;
        });
    }

    /** Asks the provider, outside any transaction, and keeps what it found. */
    public List<Finding> check(ConnectionId id) {
        Connection connection = require(id);
        return keep(connection, provider(connection.provider()).check(connection));
    }

    /** Presses the button that a finding offered, then looks again. */
    public List<Finding> act(ConnectionId id, String action) {
        Connection connection = require(id);
        Provider provider = provider(connection.provider());
        Optional<Finding> refused = provider.act(connection, action);
        return keep(connection, refused.map(List::of).orElseGet(() -> provider.check(connection)));
    }

    /** A variable whose value its field cannot hold; {@code code} as in {@link Saved.Wrong}. */
    public record WrongVariable(String variable, String code) {}

    /** Every variable of a provider that is set to what it cannot be. One that is missing is not wrong: the provider is not connected. */
    public List<WrongVariable> wrongVariables(Environment environment) {
        return providers.all().stream()
                .flatMap(provider -> Settings.inputs(provider.settings()).stream())
                .flatMap(input -> input.variables().stream()
                        .filter(variable ->
                                !environment.getProperty(variable, "").isBlank())
                        .flatMap(variable ->
                                Settings.refused(
                                                input,
                                                environment
                                                        .getProperty(variable, "")
                                                        .strip())
                                        .stream()
                                        .map(code -> new WrongVariable(variable, code))))
                .distinct()
                .toList();
    }

    /**
     * Makes or renews the workspace's connections from the environment: one for each provider whose required variables are all set. A
     * wrong value is returned, not thrown; the caller names the variable.
     */
    public Map<String, Saved> fromEnvironment(Environment environment) {
        Map<String, Saved> saved = new LinkedHashMap<>();
        for (Provider provider : providers.all()) {
            Map<String, String> given = Settings.from(environment, provider.settings());
            boolean complete = Settings.inputs(provider.settings()).stream()
                    .allMatch(input -> !input.required() || given.containsKey(input.name()));
            if (complete && !given.isEmpty()) {
                saved.put(provider.key(), renew(provider, given));
            }
        }
        return saved;
    }

    private Saved renew(Provider provider, Map<String, String> given) {
        return inTransaction(() -> {
            Optional<Connection> present = rows.list().stream()
                    .filter(row -> row.provider().equals(provider.key())
                            && row.origin().equals("environment"))
                    .findFirst()
                    .flatMap(rows::open);
            if (present.isEmpty()) {
                return create(provider.key(), "", given, "environment");
            }
            Settings.Reading reading = Settings.read(provider.settings(), name -> Optional.ofNullable(given.get(name)));
            boolean same =
                    reading.equals(new Settings.Reading.Read(present.get().settings()));
            return same
                    ? new Saved.Kept(present.get())
                    : update(present.get().id(), present.get().name(), given);
        });
    }

    private Saved create(String provider, String name, Map<String, String> given, String origin) {
        return inTransaction(() -> read(provider, given, settings -> {
            Connection connection = new Connection(
                    Tenancy.require(),
                    new ConnectionId(clock.nextId()),
                    provider,
                    name(name, provider),
                    newPath(),
                    settings);
            rows.insert(connection, origin);
            return holdAccounts(connection);
        }));
    }

    private Saved read(String provider, Map<String, String> given, java.util.function.Function<Record, Saved> keep) {
        return switch (Settings.read(provider(provider).settings(), name -> Optional.ofNullable(given.get(name)))) {
            case Settings.Reading.Wrong wrong -> new Saved.Wrong(wrong.field(), wrong.code());
            case Settings.Reading.Read read -> keep.apply(read.settings());
        };
    }

    private Saved holdAccounts(Connection connection) {
        Provider provider = provider(connection.provider());
        List<String> shared = provider.sharedAccounts(connection.settings());
        List<String> accounts = new ArrayList<>(provider.accounts(connection.settings()));
        accounts.sort(null);
        for (String account : accounts) {
            if (!rows.hold(connection, account, !shared.contains(account))) {
                return new Saved.Taken(account);
            }
        }
        provider.perSecond(connection.settings()).ifPresent(rate -> rows.pace(connection.id(), rate));
        changed(connection.id());
        afterCommit(() -> unclaimed.claim(connection));
        return new Saved.Kept(connection);
    }

    private List<Finding> keep(Connection connection, List<Finding> findings) {
        inTransaction(() -> {
            standings.keep(connection.id(), findings);
            Optional<String> broken = findings.stream()
                    .filter(finding -> finding.verdict() == Finding.Verdict.BROKEN)
                    .map(Finding::code)
                    .findFirst();
            state(connection.id(), broken);
            live.changed("connection", connection.id());
            return findings;
        });
        return findings;
    }

    private void state(ConnectionId id, Optional<String> brokenBecause) {
        inTransaction(() -> {
            if (rows.state(id, brokenBecause)) {
                if (brokenBecause.isEmpty()) {
                    rows.resume(id);
                }
                live.changed("connection", id);
            }
            return id;
        });
    }

    private void paused(ConnectionId id, boolean paused) {
        inTransaction(() -> {
            if (rows.pause(id, paused)) {
                live.changed("connection", id);
            }
            return id;
        });
    }

    private void changed(ConnectionId id) {
        live.changed("connection", id);
        afterCommit(known::forget);
    }

    private <R> R inTransaction(Supplier<R> work) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            R result = work.get();
            if (result instanceof Saved saved && !(saved instanceof Saved.Kept)) {
                status.setRollbackOnly();
            }
            return result;
        }));
    }

    private Provider provider(String key) {
        return providers.find(key).orElseThrow(() -> new IllegalArgumentException("no provider " + key));
    }

    private static String name(String given, String provider) {
        String name = given.strip();
        return name.isEmpty() ? provider : name.substring(0, Math.min(name.length(), MAX_NAME_CHARACTERS));
    }

    private static String newPath() {
        byte[] random = new byte[PATH_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
