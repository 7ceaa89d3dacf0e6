package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.channels.ChannelEvent;
import com.digiflowhub.channels.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Every field but {@code messages}: what Meta tells about our account, our templates, our numbers, and who wants no marketing. */
final class AccountNews {
    private static final Set<String> ENDS_SENDING = Set.of(
            "ACCOUNT_DELETED",
            "ACCOUNT_VIOLATION",
            "ACCOUNT_RESTRICTION",
            "DISABLED_UPDATE",
            "PARTNER_REMOVED",
            "PARTNER_APP_UNINSTALLED");
    private static final List<String> TELLING = List.of(
            "event",
            "message_template_name",
            "message_template_language",
            "new_quality_score",
            "correct_category",
            "new_category",
            "reason",
            "display_phone_number",
            "max_daily_conversations_per_business",
            "decision");

    private AccountNews() {}

    static List<ChannelEvent> read(String account, String field, JsonNode value, Instant at) {
        if (field.equals("user_preferences")) {
            return preferences(account, value, at);
        }
        String event = Lenient.text(value, "event").orElse("").toUpperCase(Locale.ROOT);
        Optional<Failure> failure = field.equals("account_update") && ENDS_SENDING.contains(event)
                ? Optional.of(Failure.of(event, Failure.Consequence.STOP_CHANNEL, event))
                : Optional.empty();
        return List.of(new ChannelEvent.AccountTold(
                account, field.isEmpty() ? "unknown" : Lenient.storable(field), detail(value), failure, at));
    }

    private static List<ChannelEvent> preferences(String account, JsonNode value, Instant at) {
        List<ChannelEvent> events = new ArrayList<>();
        for (JsonNode preference : Lenient.list(value, "user_preferences")) {
            String wish = Lenient.text(preference, "value").orElse("").toLowerCase(Locale.ROOT);
            Reader.address(Lenient.filled(preference, "wa_id"), Lenient.id(preference, "user_id"))
                    .filter(from -> wish.equals("stop") || wish.equals("resume"))
                    .ifPresent(from -> events.add(new ChannelEvent.PreferenceChanged(
                            account, from, wish.equals("resume"), Lenient.time(preference, "timestamp", at))));
        }
        return events;
    }

    private static String detail(JsonNode value) {
        return TELLING.stream()
                .flatMap(member -> Lenient.filled(value, member).stream())
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
    }
}
