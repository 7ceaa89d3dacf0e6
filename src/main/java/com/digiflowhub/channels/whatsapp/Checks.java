package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Finding.Verdict;
import com.digiflowhub.connections.SignsOfLife;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks Meta, question by question, what keeps a number from working. */
final class Checks {
    static final String SUBSCRIBE = "subscribe";
    private static final Duration ANNOUNCED = Duration.ofDays(90);
    private static final Set<String> NEEDED = Set.of("whatsapp_business_messaging", "whatsapp_business_management");
    private static final Map<String, LocalDate> VERSION_ENDS = Map.of(
            "v20.0", LocalDate.of(2026, 9, 24),
            "v21.0", LocalDate.of(2027, 1, 21),
            "v22.0", LocalDate.of(2027, 5, 20),
            "v23.0", LocalDate.of(2027, 10, 8),
            "v24.0", LocalDate.of(2028, 2, 18),
            "v25.0", LocalDate.of(2028, 7, 29));

    private final Graph graph;
    private final SignsOfLife signs;
    private final InstantSource clock;

    Checks(Graph graph, SignsOfLife signs, InstantSource clock) {
        this.graph = graph;
        this.signs = signs;
        this.clock = clock;
    }

    List<Finding> of(Connection connection) {
        WhatsAppSettings settings = connection.settings(WhatsAppSettings.class);
        List<Finding> findings = new ArrayList<>();
        version(settings).ifPresent(findings::add);
        if (settings.appSecrets().isEmpty()) {
            findings.add(broken("app-secret-missing", "WHATSAPP_APP_SECRET"));
        }
        if (settings.verifyToken().isEmpty()) {
            findings.add(warning("verify-token-missing", "WEBHOOK_VERIFY_TOKEN"));
        }
        Graph.Reply number = graph.get(
                settings,
                settings.phoneId(),
                Map.of("fields", "display_phone_number,verified_name,status,platform_type,quality_rating"));
        if (!(number instanceof Graph.Reply.Answered answer)) {
            findings.add(warning("unreachable", settings.apiUrl().toString()));
            return findings;
        }
        findings.addAll(number(settings, answer));
        if (findings.stream().noneMatch(finding -> finding.code().equals("whatsapp.token-refused"))) {
            findings.addAll(token(settings));
            findings.addAll(subscription(settings));
        }
        Optional<Instant> lastWebhook = signs.lastWebhook(connection.id());
        if (signs.refusedSince(connection.id(), lastWebhook)) {
            findings.add(warning(Finding.SIGNATURE_REFUSED));
        } else if (lastWebhook.isEmpty()) {
            findings.add(warning(Finding.NO_WEBHOOK_YET));
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    "whatsapp.fine",
                    Verdict.FINE,
                    List.of(Lenient.text(answer.body(), "display_phone_number").orElse(settings.phoneId())),
                    Optional.empty()));
        }
        return findings;
    }

    /** Has Meta send the business account's webhooks to the app of the token. What stands in the way is returned. */
    Optional<Finding> subscribe(Connection connection) {
        WhatsAppSettings settings = connection.settings(WhatsAppSettings.class);
        if (settings.businessId().isEmpty()) {
            return Optional.of(broken("business-id-missing", "WHATSAPP_BUSINESS_ID"));
        }
        Graph.Reply reply = graph.post(settings, settings.businessId() + "/subscribed_apps", Map.of());
        return reply instanceof Graph.Reply.Answered answer && answer.fine()
                ? Optional.empty()
                : Optional.of(refusal(reply, "subscribe-refused"));
    }

    private List<Finding> number(WhatsAppSettings settings, Graph.Reply.Answered answer) {
        if (answer.error().isPresent()) {
            GraphError error = answer.error().get();
            return List.of(
                    switch (ErrorTable.row(error.code()).orElse(ErrorTable.PARAMETER)) {
                        case TOKEN -> broken("token-refused", error.words());
                        case PERMISSION, PERMISSION_RANGE, ACCESS ->
                            broken("permission-missing", String.join(", ", NEEDED));
                        case TEMPORARY, TOO_MANY, PAIR_RATE, MAINTENANCE -> warning("unreachable", error.words());
                        case NOT_REGISTERED, REGISTRATION -> broken("number-not-registered", settings.phoneId());
                        default -> broken("number-wrong", settings.phoneId());
                    });
        }
        if (!answer.fine()) {
            return List.of(
                    answer.status() == 401
                            ? broken("token-refused", "HTTP 401")
                            : warning("unreachable", "HTTP " + answer.status()));
        }
        if (Lenient.text(answer.body(), "display_phone_number").isEmpty()) {
            return List.of(broken("number-wrong", settings.phoneId()));
        }
        Set<String> away = Set.of(
                "DISCONNECTED",
                "PENDING",
                "UNVERIFIED",
                "DELETED",
                "MIGRATED",
                "BANNED",
                "NOT_APPLICABLE",
                "ON_PREMISE");
        boolean registered =
                Lenient.text(answer.body(), "status").filter(away::contains).isEmpty()
                        && Lenient.text(answer.body(), "platform_type")
                                .filter(away::contains)
                                .isEmpty();
        return registered ? List.of() : List.of(broken("number-not-registered", settings.phoneId()));
    }

    private List<Finding> token(WhatsAppSettings settings) {
        Graph.Reply reply = graph.get(
                settings, "debug_token", Map.of("input_token", settings.token().reveal()));
        if (!(reply instanceof Graph.Reply.Answered answer)
                || !answer.body().path("data").isObject()) {
            return List.of();
        }
        JsonNode token = answer.body().path("data");
        if (Lenient.text(token, "is_valid").filter("false"::equals).isPresent()) {
            return List.of(broken("token-refused", ""));
        }
        List<Finding> findings = new ArrayList<>();
        List<String> granted =
                Lenient.list(token, "scopes").stream().map(JsonNode::asString).toList();
        List<String> missing = NEEDED.stream()
                .filter(scope -> !granted.contains(scope))
                .sorted()
                .toList();
        if (!granted.isEmpty() && !missing.isEmpty()) {
            findings.add(broken("permission-missing", String.join(", ", missing)));
        }
        Lenient.text(token, "expires_at")
                .filter(seconds -> !seconds.equals("0") && seconds.chars().allMatch(Character::isDigit))
                .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                .ifPresent(end -> findings.add(warning("token-expires", end.toString())));
        return findings;
    }

    private List<Finding> subscription(WhatsAppSettings settings) {
        if (settings.businessId().isEmpty()) {
            return List.of(warning("business-id-missing", "WHATSAPP_BUSINESS_ID"));
        }
        Graph.Reply reply = graph.get(settings, settings.businessId() + "/subscribed_apps", Map.of());
        if (!(reply instanceof Graph.Reply.Answered answer) || answer.error().isPresent() || !answer.fine()) {
            return List.of(refusal(reply, "business-id-wrong"));
        }
        return Lenient.list(answer.body(), "data").isEmpty()
                ? List.of(new Finding("whatsapp.app-not-subscribed", Verdict.BROKEN, List.of(), Optional.of(SUBSCRIBE)))
                : List.of();
    }

    private Optional<Finding> version(WhatsAppSettings settings) {
        return Optional.ofNullable(VERSION_ENDS.get(settings.apiVersion()))
                .filter(end -> clock.instant()
                        .plus(ANNOUNCED)
                        .isAfter(end.atStartOfDay().toInstant(ZoneOffset.UTC)))
                .map(end -> clock.instant().isAfter(end.atStartOfDay().toInstant(ZoneOffset.UTC))
                        ? broken("version-over", settings.apiVersion(), end.toString())
                        : warning("version-ends", settings.apiVersion(), end.toString()));
    }

    private static Finding refusal(Graph.Reply reply, String code) {
        return switch (reply) {
            case Graph.Reply.Answered answer -> refusal(answer, code);
            case Graph.Reply.NotReached lost -> warning("unreachable", lost.why());
            case Graph.Reply.Lost lost -> warning("unreachable", lost.why());
        };
    }

    private static Finding refusal(Graph.Reply.Answered answer, String code) {
        Optional<ErrorTable> row = answer.error().flatMap(error -> ErrorTable.row(error.code()));
        if (row.equals(Optional.of(ErrorTable.PERMISSION)) || row.equals(Optional.of(ErrorTable.PERMISSION_RANGE))) {
            return broken("permission-missing", "whatsapp_business_management");
        }
        String words = answer.error().map(GraphError::words).orElse("HTTP " + answer.status());
        return answer.status() >= 500 ? warning("unreachable", words) : broken(code, words);
    }

    private static Finding broken(String code, String... arguments) {
        return new Finding("whatsapp." + code, Verdict.BROKEN, List.of(arguments), Optional.empty());
    }

    private static Finding warning(String code, String... arguments) {
        return new Finding("whatsapp." + code, Verdict.WARNING, List.of(arguments), Optional.empty());
    }
}
