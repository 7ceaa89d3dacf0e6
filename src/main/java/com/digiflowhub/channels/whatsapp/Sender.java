package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.channels.Address;
import com.digiflowhub.channels.Failure;
import com.digiflowhub.channels.Failure.Consequence;
import com.digiflowhub.channels.OutgoingMessage;
import com.digiflowhub.channels.SendResult;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Writes one message to Meta and tells how that ended. */
final class Sender {
    static final int MAX_TEXT_CHARACTERS = 4096;
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Graph graph;
    private final InstantSource clock;

    Sender(Graph graph, InstantSource clock) {
        this.graph = graph;
        this.clock = clock;
    }

    SendResult send(WhatsAppSettings settings, OutgoingMessage message) {
        int characters = message.text().codePointCount(0, message.text().length());
        if (message.text().isBlank() || characters > MAX_TEXT_CHARACTERS) {
            return new SendResult.Refused(Failure.of(
                    "text-length",
                    Consequence.FIX_REQUEST,
                    "a text has 1 to " + MAX_TEXT_CHARACTERS + " characters, this one " + characters));
        }
        return switch (graph.post(settings, settings.phoneId() + "/messages", body(message))) {
            case Graph.Reply.Answered answer -> answered(answer);
            case Graph.Reply.NotReached lost ->
                new SendResult.TryLater(SHORT, Failure.of("not-reached", Consequence.SLOW_DOWN, lost.why()), false);
            case Graph.Reply.Lost lost ->
                new SendResult.Unknown(Failure.of("answer-lost", Consequence.GIVE_UP, lost.why()));
        };
    }

    /** Best effort: a receipt that does not arrive harms nobody. */
    void acknowledge(WhatsAppSettings settings, String providerMessageId, boolean typing) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("messaging_product", "whatsapp");
        body.put("status", "read");
        body.put("message_id", providerMessageId);
        if (typing) {
            body.put("typing_indicator", Map.of("type", "text"));
        }
        Graph.Reply ignored = graph.post(settings, settings.phoneId() + "/messages", body);
    }

    private static Map<String, Object> body(OutgoingMessage message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("messaging_product", "whatsapp");
        body.put("recipient_type", "individual");
        message.to()
                .number()
                .ifPresentOrElse(
                        number -> body.put("to", number),
                        () -> body.put("recipient", message.to().userId().orElseThrow()));
        body.put("type", "text");
        body.put("biz_opaque_callback_data", message.id().toString());
        message.repliesTo().ifPresent(id -> body.put("context", Map.of("message_id", id)));
        body.put("text", Map.of("preview_url", false, "body", message.text()));
        return body;
    }

    private SendResult answered(Graph.Reply.Answered answer) {
        Optional<GraphError> error = answer.error();
        if (error.isPresent()) {
            return refused(ErrorTable.failure(error.get(), answer.status() >= 500), answer);
        }
        if (answer.fine()) {
            return Lenient.filled(answer.body().path("messages").path(0), "id")
                    .<SendResult>map(id -> new SendResult.Accepted(id, as(answer.body())))
                    .orElseGet(() -> unknown(answer));
        }
        if (answer.status() == 429) {
            return refused(Failure.of("http-429", Consequence.SLOW_DOWN, "too many requests"), answer);
        }
        return answer.status() >= 500 || answer.status() == 408 ? unknown(answer) : refused(plain(answer), answer);
    }

    private static Failure plain(Graph.Reply.Answered answer) {
        boolean ours = answer.status() == 401 || answer.status() == 403;
        return Failure.of(
                "http-" + answer.status(),
                ours ? Consequence.STOP_CHANNEL : Consequence.FIX_REQUEST,
                "refused without Meta's own words");
    }

    private static SendResult unknown(Graph.Reply.Answered answer) {
        return new SendResult.Unknown(Failure.of(
                "http-" + answer.status(),
                Consequence.GIVE_UP,
                "an answer that does not say what became of the message"));
    }

    private SendResult refused(Failure failure, Graph.Reply.Answered answer) {
        return switch (failure.consequence()) {
            case RETRY, SLOW_DOWN -> {
                Duration after = answer.retryAfter()
                        .flatMap(this::duration)
                        .or(failure::pause)
                        .orElse(SHORT);
                yield new SendResult.TryLater(
                        after,
                        new Failure(failure.code(), failure.consequence(), failure.detail(), Optional.of(after)),
                        answer.status() >= 500 && failure.consequence() == Consequence.RETRY);
            }
            case STOP_CHANNEL,
                    STOP_CAMPAIGNS,
                    FIX_REQUEST,
                    FIX_TEMPLATE,
                    USE_TEMPLATE,
                    OPT_OUT_MARKETING,
                    BAD_ADDRESS,
                    GIVE_UP -> new SendResult.Refused(failure);
        };
    }

    /** Seconds, or an HTTP date; nothing else, nothing absurd. */
    private Optional<Duration> duration(String retryAfter) {
        try {
            Duration duration = retryAfter.strip().chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(duration).filter(Duration::isPositive).map(d -> d.compareTo(LONGEST) > 0 ? LONGEST : d);
        } catch (NumberFormatException | DateTimeException absurd) {
            return Optional.empty();
        }
    }

    private static Optional<Address> as(JsonNode body) {
        JsonNode contact = body.path("contacts").path(0);
        return Reader.address(Lenient.filled(contact, "wa_id"), Lenient.filled(contact, "user_id"));
    }
}
