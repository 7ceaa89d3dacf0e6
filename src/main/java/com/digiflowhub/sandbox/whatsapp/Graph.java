package com.digiflowhub.sandbox.whatsapp;

import com.digiflowhub.sandbox.line.Answer;
import com.digiflowhub.sandbox.line.Request;
import com.digiflowhub.sandbox.whatsapp.Account.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked about token, number, account, subscription and templates. */
final class Graph {

    private static final Duration TOKEN_LIFE = Duration.ofDays(30);

    private final Account account;

    Graph(Account account) {
        this.account = account;
    }

    Answer number(WhatsAppSettings.PhoneNumber number, Request request) {
        return Answer.json(200, chosen(numberMembers(number, account.registered() ? "CONNECTED" : "PENDING"), request));
    }

    Answer account(Request request) {
        var members = object().put("id", account.settings().accountId())
                .put("name", account.settings().name())
                .put("account_review_status", "APPROVED")
                .put("business_verification_status", "VERIFIED")
                .put("currency", "EUR")
                .put("country", "FR")
                .put("timezone_id", "1");
        return Answer.json(200, chosen(members, request));
    }

    Answer me() {
        return Answer.json(
                200,
                object().put("id", "122100000000001")
                        .put("name", account.settings().name()));
    }

    Answer numbers() {
        return page(account.settings()
                .numbersHeld()
                .map(number -> numberMembers(number, account.registered() ? "LINKED" : "PENDING"))
                .toList());
    }

    Answer subscribedApps() {
        if (!account.subscribed()) {
            return Answer.json(200, object().set("data", JsonMapper.shared().createArrayNode()));
        }
        var answer = object();
        answer.putArray("data")
                .addObject()
                .putObject("whatsapp_business_api_data")
                .put("id", account.settings().appId())
                .put("name", account.settings().name())
                .put(
                        "link",
                        "https://www.facebook.com/games/?app_id="
                                + account.settings().appId());
        return Answer.json(200, answer);
    }

    Answer subscribe(boolean yes) {
        account.subscribed(yes);
        return Answer.json(200, object().put("success", true));
    }

    Answer templates(Request request) {
        var name = request.query().getOrDefault("name", "");
        return page(account.settings().templates().stream()
                .filter(template ->
                        name.isEmpty() || template.path("name").asString("").equals(name))
                .toList());
    }

    Answer token(Request request) {
        var inspected = request.query().getOrDefault("input_token", "");
        if (inspected.isEmpty()) {
            return new GraphError(400, 100, Optional.empty(), "(#100) The parameter input_token is required", "")
                    .answer();
        }
        var answer = object();
        var data = answer.putObject("data");
        if (!inspected.equals(account.settings().token()) || account.token() == TokenState.REFUSED) {
            data.put("is_valid", false);
            data.putObject("error").put("code", 190).put("message", "Invalid OAuth access token.");
            data.putArray("scopes");
            return Answer.json(200, answer);
        }
        data.put("app_id", account.settings().appId()).put("type", "SYSTEM_USER");
        data.put("application", account.settings().name()).put("is_valid", true);
        data.put(
                "expires_at",
                account.token() == TokenState.EXPIRING
                        ? Instant.now().plus(TOKEN_LIFE).getEpochSecond()
                        : 0);
        var scopes = data.putArray("scopes");
        var granular = data.putArray("granular_scopes");
        Arrays.stream(Scope.values()).filter(account::lets).forEach(scope -> {
            scopes.add(scope.wire);
            granular.addObject()
                    .put("scope", scope.wire)
                    .putArray("target_ids")
                    .add(account.settings().accountId());
        });
        return Answer.json(200, answer);
    }

    private ObjectNode numberMembers(WhatsAppSettings.PhoneNumber number, String status) {
        return object().put("id", number.id())
                .put("display_phone_number", "+" + number.display())
                .put("verified_name", account.settings().name())
                .put("quality_rating", "GREEN")
                .put("code_verification_status", account.registered() ? "VERIFIED" : "UNVERIFIED")
                .put("name_status", "APPROVED")
                .put("platform_type", account.registered() ? "CLOUD_API" : "NOT_APPLICABLE")
                .put("status", status);
    }

    private static ObjectNode chosen(ObjectNode members, Request request) {
        var fields = request.query().getOrDefault("fields", "");
        if (fields.isBlank()) {
            return members;
        }
        var wanted = Arrays.stream(("id," + fields).split(",", -1))
                .map(String::strip)
                .toList();
        return members.retain(wanted);
    }

    private static Answer page(List<? extends JsonNode> items) {
        var answer = object();
        answer.putArray("data").addAll(items);
        answer.putObject("paging").putObject("cursors").put("before", "QVFI").put("after", "QVFJ");
        return Answer.json(200, answer);
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
