package com.digiflowhub.sandbox.whatsapp;

import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.whatsapp.Seen.Tick;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells the business how far an accepted message came: sent, delivered, read, or failed. */
final class Statuses {

    private static final Duration EXPIRY = Duration.ofDays(1);

    private final Account account;
    private final Faults faults;
    private final Webhooks webhooks;

    Statuses(Account account, Faults faults, Webhooks webhooks) {
        this.account = account;
        this.faults = faults;
        this.webhooks = webhooks;
    }

    /** {@code from} is the number of the business that sent it, and is told. */
    void follow(WhatsAppSettings.PhoneNumber from, Phone phone, String id, JsonNode message) {
        var pace = account.settings().pace();
        var failure = faults.strike(Fault.FAIL_LATER);
        if (failure.isPresent()) {
            var code = failure.get().isBlank() ? 131026 : Integer.parseInt(failure.get());
            webhooks.later(pace.sent(), () -> tell(from, phone, id, message, Tick.FAILED, code));
            return;
        }
        var ticks = new ArrayList<>(List.of(Tick.SENT, Tick.DELIVERED, Tick.READ));
        if (message.path("type").asString("").equals("reaction")) {
            ticks.subList(1, 3).clear();
        } else if (!phone.givesReceipts()) {
            ticks.removeLast();
        }
        if (faults.strike(Fault.REORDER_STATUSES).isPresent()) {
            Collections.reverse(ticks);
        }
        var delays = List.of(pace.sent(), pace.delivered(), pace.read());
        for (var step = 0; step < ticks.size(); step++) {
            var tick = ticks.get(step);
            webhooks.later(delays.get(step), () -> tell(from, phone, id, message, tick, 0));
        }
    }

    private void tell(
            WhatsAppSettings.PhoneNumber from, Phone phone, String id, JsonNode message, Tick tick, int code) {
        phone.ticks(id, tick);
        var body = envelope(account, from, "statuses", List.of(status(phone, id, message, tick, code)), List.of());
        var by = message.path("biz_opaque_callback_data").asString(id);
        webhooks.send(phone.person().key(), by, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode status(Phone phone, String id, JsonNode message, Tick tick, int code) {
        var category = message.path("type").asString("").equals("template") ? "utility" : "service";
        var now = Instant.now();
        var status = JsonMapper.shared().createObjectNode();
        status.put("id", id).put("status", tick.name().toLowerCase(Locale.ROOT));
        status.put("timestamp", Long.toString(now.getEpochSecond()));
        phone.person().number().ifPresent(number -> status.put("recipient_id", number));
        status.put("recipient_user_id", phone.person().userId());
        if (tick == Tick.FAILED) {
            var error = status.putArray("errors").addObject();
            error.put("code", code).put("title", GraphError.title(code)).put("message", GraphError.title(code));
            error.putObject("error_data").put("details", "Asked for by a fault");
            error.put("href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
        } else {
            if (tick == Tick.SENT) {
                var conversation = status.putObject("conversation");
                conversation.put("id", "c" + id.substring(6, 18));
                conversation.put(
                        "expiration_timestamp", Long.toString(now.plus(EXPIRY).getEpochSecond()));
                conversation.putObject("origin").put("type", category);
            }
            status.putObject("pricing")
                    .put("billable", true)
                    .put("pricing_model", "PMP")
                    .put("type", "regular")
                    .put("category", category);
        }
        if (message.has("biz_opaque_callback_data")) {
            status.set("biz_opaque_callback_data", message.get("biz_opaque_callback_data"));
        }
        return status;
    }

    /** The webhook around what happened on one of the account's numbers. */
    static ObjectNode envelope(
            Account account,
            WhatsAppSettings.PhoneNumber number,
            String member,
            List<ObjectNode> happened,
            List<ObjectNode> contacts) {
        var envelope = JsonMapper.shared().createObjectNode().put("object", "whatsapp_business_account");
        var entry = envelope.putArray("entry")
                .addObject()
                .put("id", account.settings().accountId());
        var change = entry.putArray("changes").addObject();
        var value = change.putObject("value").put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", number.display())
                .put("phone_number_id", number.id());
        if (!contacts.isEmpty()) {
            value.putArray("contacts").addAll(contacts);
        }
        value.putArray(member).addAll(happened);
        change.put("field", "messages");
        return envelope;
    }
}
