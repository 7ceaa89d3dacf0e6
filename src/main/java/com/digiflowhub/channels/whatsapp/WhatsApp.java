package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.channels.Capabilities;
import com.digiflowhub.channels.Channel;
import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.OutgoingMessage;
import com.digiflowhub.channels.SendResult;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Envelope;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Knock;
import com.digiflowhub.connections.Opened;
import com.digiflowhub.connections.SignsOfLife;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.platform.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** WhatsApp, by Meta's Cloud API. */
@Component
public class WhatsApp implements Channel {
    private static final Duration REPLY_WINDOW = Duration.ofHours(24);
    private static final Pattern CHALLENGE = Pattern.compile("[0-9A-Za-z_-]{1,200}");

    private final Sender sender;
    private final SignsOfLife signs;
    private final Checks checks;

    WhatsApp(Graph graph, SignsOfLife signs, HubClock clock) {
        this.sender = new Sender(graph, clock);
        this.signs = signs;
        this.checks = new Checks(graph, signs, clock);
    }

    @Override
    public String key() {
        return "whatsapp";
    }

    @Override
    public Class<? extends Record> settings() {
        return WhatsAppSettings.class;
    }

    @Override
    public List<String> accounts(Record settings) {
        WhatsAppSettings own = (WhatsAppSettings) settings;
        return Stream.of(own.phoneId(), own.businessId())
                .filter(account -> !account.isEmpty())
                .distinct()
                .toList();
    }

    /** One business account holds many numbers, and each may be connected in a workspace of its own. */
    @Override
    public List<String> sharedAccounts(Record settings) {
        WhatsAppSettings own = (WhatsAppSettings) settings;
        return own.businessId().equals(own.phoneId()) ? List.of() : List.of(own.businessId());
    }

    /** Meta limits each number: 80 messages a second, 1,000 for those that it has raised. */
    @Override
    public OptionalInt perSecond(Record settings) {
        return OptionalInt.of(((WhatsAppSettings) settings).messagesPerSecond());
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Sender.MAX_TEXT_CHARACTERS, Optional.of(REPLY_WINDOW));
    }

    /** Meta knows one address for everything; either of ours takes whatever comes. */
    @Override
    public List<String> paths() {
        return List.of("whatsapp/messages", "whatsapp/status");
    }

    @Override
    public Opened open(Knock knock) {
        if (!knock.method().equals("GET")) {
            return Parcels.open(knock.body());
        }
        String challenge = knock.query().getOrDefault("hub.challenge", "");
        return CHALLENGE.matcher(challenge).matches()
                ? new Opened.Verification(challenge)
                : new Opened.Unreadable("no challenge");
    }

    @Override
    public boolean genuine(Connection connection, Knock knock) {
        WhatsAppSettings settings = connection.settings(WhatsAppSettings.class);
        if (knock.method().equals("GET")) {
            return "subscribe".equals(knock.query().get("hub.mode"))
                    && Vault.same(settings.verifyToken(), knock.query().getOrDefault("hub.verify_token", ""));
        }
        String header = knock.header(Signature.HEADER).orElse("");
        return settings.appSecrets().stream().anyMatch(secret -> Signature.matches(secret, knock.body(), header));
    }

    @Override
    public List<Secret> signers(Connection connection) {
        return connection.settings(WhatsAppSettings.class).appSecrets();
    }

    @Override
    public List<ChannelEvent> read(Envelope envelope) {
        return Reader.read(envelope);
    }

    @Override
    public SendResult send(Connection connection, OutgoingMessage message) {
        SendResult result = sender.send(connection.settings(WhatsAppSettings.class), message);
        if (result instanceof SendResult.Accepted) {
            signs.sent(connection);
        }
        return result;
    }

    @Override
    public boolean acknowledges(Connection connection) {
        return connection.settings(WhatsAppSettings.class).readReceipts();
    }

    @Override
    public void acknowledge(Connection connection, String providerMessageId, boolean typing) {
        sender.acknowledge(connection.settings(WhatsAppSettings.class), providerMessageId, typing);
    }

    @Override
    public List<Finding> check(Connection connection) {
        return checks.of(connection);
    }

    @Override
    public Optional<Finding> act(Connection connection, String action) {
        return action.equals(Checks.SUBSCRIBE) ? checks.subscribe(connection) : Channel.super.act(connection, action);
    }
}
