package com.digiflowhub.bench;

import com.digiflowhub.HubApplication;
import com.digiflowhub.platform.database.DataFolder;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.database.EmbeddedPostgres;
import com.digiflowhub.sandbox.SandboxMain;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.Agency;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.JavaProcess;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A durable PostgreSQL, simulated providers and one hub, each a process of its own, and fifty companies with a number each. */
final class BenchRig implements AutoCloseable {
    static final String DOOR = "/api/webhooks/whatsapp/messages";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final DataFolder held;
    private final EmbeddedPostgres postgres;
    private final WhatsAppSettings account;
    private final List<Client> clients;
    private final JavaProcess sandbox;
    private final JavaProcess hub;
    private final int port = HubProcess.freePort();
    private final int webhooksPort = HubProcess.freePort();

    BenchRig(Path folder, int workspaces, Map<String, String> variables) {
        Path data = folder.resolve("postgresql");
        this.held = DataFolder.hold(data);
        this.postgres = EmbeddedPostgres.start(data);
        this.account = WhatsAppSettings.DEMO.holding(workspaces);
        int whatsApp = HubProcess.freePort();
        int model = HubProcess.freePort();
        int control = HubProcess.freePort();
        this.sandbox = JavaProcess.start(
                List.of("-Xmx1g"),
                SandboxMain.class.getName(),
                folder,
                Map.of(),
                List.of(
                        "--whatsapp-port=" + whatsApp,
                        "--model-port=" + model,
                        "--control-port=" + control,
                        "--numbers=" + workspaces));
        Patience.waitUntil("the sandbox answers", () -> sandbox.words().contains("control="));
        silence(URI.create("http://127.0.0.1:" + control + "/settings"));
        this.clients = Agency.open(
                postgres.address(),
                account,
                URI.create("http://127.0.0.1:" + whatsApp),
                Optional.of(URI.create("http://127.0.0.1:" + model + "/v1")),
                workspaces);
        this.hub = JavaProcess.start(
                List.of("-Xmx1g"), HubApplication.class.getName(), folder, environment(variables), List.of());
        Patience.waitFor(
                "the hub answers",
                () -> hub.words().contains("DigiFlow Hub is ready") || !hub.alive(),
                Boolean.TRUE::equals,
                STARTS_WITHIN);
    }

    List<Client> clients() {
        return clients;
    }

    WhatsAppSettings account() {
        return account;
    }

    int port() {
        return port;
    }

    int webhooksPort() {
        return webhooksPort;
    }

    /** As the owner of the tables. */
    Connection database() throws SQLException {
        DatabaseAddress address = postgres.address();
        return DriverManager.getConnection(
                address.jdbcUrl(), address.user(), address.password().reveal());
    }

    long one(String sql) {
        try (Connection database = database();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    void change(String sql) {
        try (Connection database = database();
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** What is measured on a database that may forget is not worth printing. */
    String durability() {
        List<String> settings = new ArrayList<>();
        try (Connection database = database();
                Statement statement = database.createStatement()) {
            for (String name : DURABLE) {
                try (ResultSet row = statement.executeQuery("show " + name)) {
                    row.next();
                    settings.add(name + "=" + row.getString(1));
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        if (!settings.stream().allMatch(setting -> setting.endsWith("=on"))) {
            throw new IllegalStateException("nothing is measured with " + settings);
        }
        return String.join(" ", settings);
    }

    @Override
    public void close() {
        hub.close();
        sandbox.close();
        postgres.close();
        held.close();
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "PORT", String.valueOf(port),
                "WEBHOOKS_PORT", String.valueOf(webhooksPort),
                "DATABASE_URL", TestPostgres.url(postgres.address()),
                "HUB_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]),
                "HUB_DATA_DIR", "node"));
        all.putAll(more);
        return all;
    }

    /** The load plays Meta; the simulated one tells nothing of its own. */
    private static void silence(URI settings) {
        HttpRequest request = HttpRequest.newBuilder(settings)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"subscribed\":false}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("the sandbox answered " + status);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
