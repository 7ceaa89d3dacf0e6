package com.digiflowhub.channels.whatsapp;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.channels.ChannelContract;
import com.digiflowhub.channels.DeliveryStatus;
import com.digiflowhub.channels.OutgoingMessage;
import com.digiflowhub.channels.SendResult;
import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.whatsapp.Account;
import com.digiflowhub.sandbox.whatsapp.TokenState;
import com.digiflowhub.specs.VendorDescription;
import com.digiflowhub.testing.ConnectedWorkspace;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** WhatsApp as every channel, and what only WhatsApp does. */
class WhatsAppTest extends ChannelContract {
    private static final String MESSAGES = "/{Version}/{Phone-Number-ID}/messages";

    private final Account account = agency.sandbox().whatsApp().account();

    @Override
    protected Channel channel() {
        return hub.part(WhatsApp.class);
    }

    @Override
    protected Connection connection() {
        return agency.openConnection();
    }

    @Override
    protected Connection unreachable() {
        return at("http://localhost:9");
    }

    private Connection at(String address) {
        Connection here = connection();
        WhatsAppSettings own = here.settings(WhatsAppSettings.class);
        return new Connection(
                here.workspace(),
                here.id(),
                here.provider(),
                here.name(),
                here.path(),
                new WhatsAppSettings(
                        own.token(),
                        own.phoneId(),
                        own.businessId(),
                        own.verifyToken(),
                        own.appSecret(),
                        URI.create(address),
                        own.apiVersion(),
                        own.messagesPerSecond(),
                        own.readReceipts()));
    }

    @Override
    protected byte[] message(String providerId, String text) {
        return agency.parcel().text(CLAIRE, providerId, text).body();
    }

    @Override
    protected byte[] status(String providerId, UUID ours, DeliveryStatus status) {
        return agency.parcel()
                .status(
                        providerId,
                        status.name().toLowerCase(Locale.ROOT),
                        "\"biz_opaque_callback_data\":\"" + ours + "\"")
                .body();
    }

    @Override
    protected void next(Trouble trouble) {
        Faults faults = agency.sandbox().whatsApp().faults();
        switch (trouble) {
            case REFUSED -> faults.next(Fault.REFUSE, 1, "131026");
            case TOO_MANY -> faults.next(Fault.TOO_MANY, 1, "7");
            case SLOW -> faults.next(Fault.DELAY, 1, "600");
            case ERROR_BEFORE -> faults.next(Fault.ERROR_BEFORE, 1);
            case ACCEPTED_THEN_DROPPED -> faults.next(Fault.DROP, 1);
            case GARBAGE -> faults.next(Fault.GARBAGE, 1);
        }
    }

    @Override
    protected long accepted(UUID ours) {
        return agency.sandbox().journal().accepted(ours.toString());
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(
                account.settings().token(),
                account.settings().appSecret(),
                account.settings().verifyToken());
    }

    @Override
    protected List<Runnable> ailments() {
        return List.of(
                () -> account.token(TokenState.VALID),
                () -> account.token(TokenState.REFUSED),
                () -> account.token(TokenState.MANAGEMENT_MISSING),
                () -> account.token(TokenState.EXPIRING),
                () -> {
                    account.token(TokenState.VALID);
                    account.registered(false);
                },
                () -> {
                    account.registered(true);
                    account.subscribed(false);
                },
                () -> {
                    account.subscribed(true);
                    agency.parcel().text(CLAIRE, "wamid.alive", "Bonjour").arrive();
                });
    }

    @Test
    void the_button_that_subscribes_the_app_mends_what_the_check_found() {
        account.subscribed(false);
        List<Finding> before = agency.in(() -> hub.part(Connections.class).check(agency.connection()));
        assertThat(before).anySatisfy(finding -> assertThat(finding.action()).contains(Checks.SUBSCRIBE));
        List<Finding> after = agency.in(() -> hub.part(Connections.class).act(agency.connection(), Checks.SUBSCRIBE));
        assertThat(after).noneMatch(finding -> finding.code().equals("whatsapp.app-not-subscribed"));
        assertThat(account.subscribed()).isTrue();
    }

    @Test
    void every_request_we_send_is_one_that_meta_describes() {
        VendorDescription meta = VendorDescription.whatsApp();
        try (StubGraph stub = new StubGraph()) {
            stub.answer(200, "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"wamid.OUT\"}]}");
            Connection here = at(stub.address());
            List<OutgoingMessage> messages = List.of(
                    new OutgoingMessage(UUID.randomUUID(), to(), "Bonjour", Optional.empty()),
                    new OutgoingMessage(UUID.randomUUID(), to(), "👍".repeat(2_048), Optional.empty()),
                    new OutgoingMessage(UUID.randomUUID(), to(), "<b>\"\\ \n\t</b>\u202E", Optional.empty()),
                    new OutgoingMessage(UUID.randomUUID(), to(), "En réponse", Optional.of("wamid.QUOTED")),
                    new OutgoingMessage(
                            UUID.randomUUID(),
                            new com.digiflowhub.channels.Address(Optional.empty(), Optional.of("FR.481516234200")),
                            "Sans numéro",
                            Optional.empty()));
            messages.forEach(
                    message -> assertThat(channel().send(here, message)).isInstanceOf(SendResult.Accepted.class));
            channel().acknowledge(here, "wamid.IN", false);
            channel().acknowledge(here, "wamid.IN", true);
            assertThat(stub.calls()).hasSize(messages.size() + 2).allSatisfy(call -> {
                assertThat(call.line()).matches("POST /v25\\.0/\\d+/messages");
                assertThat(meta.validateRequest("POST", MESSAGES, call.json()))
                        .as(call.json().toString())
                        .isEmpty();
            });
        }
    }

    @Test
    void a_receipt_that_meta_refuses_harms_nobody() {
        account.token(TokenState.REFUSED);
        channel().acknowledge(connection(), "wamid.IN", true);
        channel().acknowledge(unreachable(), "wamid.IN", true);
        assertThat(agency.in(() -> hub.part(Connections.class).working(agency.connection())))
                .isTrue();
    }

    @Test
    void a_number_is_connected_once_on_a_hub() {
        ConnectedWorkspace other = hub.newWorkspace();
        var taken = other.in(() -> hub.part(Connections.class)
                .create("whatsapp", "gestohlen", ConnectedWorkspace.settings(agency.sandbox())));
        assertThat(taken)
                .isEqualTo(new com.digiflowhub.connections.Saved.Taken(
                        account.settings().phoneNumberId()));
    }
}
