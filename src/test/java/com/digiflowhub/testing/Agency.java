package com.digiflowhub.testing;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.credits.Credits;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.Users;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.database.DatabaseAddress;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Many companies with one number each, all at one simulated account, something for the assistant to say, and credits that no run uses up.
 */
public final class Agency {
    public static final String QUESTION = "C'est combien la formation ?";
    /** In tenths: as many as no run uses up. */
    private static final long PLENTY = 10_000_000;

    private static final String ANSWER = "La formation coûte 1490 euros.";

    private Agency() {}

    /** {@code more} are settings of each number besides. The model is left out where no address of one is given: then the assistant speaks from the entries alone. */
    public static List<Client> open(
            DatabaseAddress database,
            WhatsAppSettings account,
            URI whatsApp,
            Optional<URI> model,
            int workspaces,
            Map<String, String> more) {
        List<Client> clients = new ArrayList<>();
        try (RunningHub hub = RunningHub.startOn(database, Map.of("hub.work.running", "false"))) {
            User owner = hub.part(Users.class).register("owner@agency.example", "Nora", Optional.empty());
            for (int n = 0; n < workspaces; n++) {
                WorkspaceId id = hub.part(Workspaces.class)
                        .create("Client " + n, Locale.FRENCH, ZoneId.of("Europe/Paris"), owner.id());
                String number = account.number(n).id();
                Tenancy.run(id, () -> {
                    furnish(hub, account, number, whatsApp, model, more);
                    grantPlenty(hub, owner);
                });
                clients.add(new Client(id.value(), number));
            }
        }
        return clients;
    }

    private static void furnish(
            RunningHub hub,
            WhatsAppSettings account,
            String number,
            URI whatsApp,
            Optional<URI> model,
            Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "token", account.token(),
                "phoneId", number,
                "businessId", account.accountId(),
                "verifyToken", account.verifyToken(),
                "appSecret", account.appSecret(),
                "apiUrl", whatsApp.toString(),
                "apiVersion", "v25.0"));
        settings.putAll(more);
        kept(hub.part(Connections.class).create("whatsapp", "WhatsApp", settings));
        model.ifPresent(address -> kept(hub.part(Connections.class)
                .create(
                        "openai",
                        "OpenAI",
                        Map.of("apiKey", "sk-sandbox", "model", "gpt-5-mini", "baseUrl", address.toString()))));
        hub.part(QaEntries.class)
                .add(List.of(new QaEntry.Draft(
                        QUESTION, ANSWER, "prix", List.of(), true, Optional.empty(), Optional.empty())));
    }

    private static void grantPlenty(RunningHub hub, User owner) {
        UUID ignored = hub.part(Credits.class).grant(PLENTY, "so that it lasts", owner.id());
    }

    private static void kept(Saved saved) {
        if (!(saved instanceof Saved.Kept)) {
            throw new IllegalStateException("the connection was not kept: " + saved);
        }
    }
}
