package com.digiflowhub.sandbox.whatsapp;

import com.digiflowhub.sandbox.line.Answer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A refusal in the platform's form. Codes and their HTTP statuses as the vendor's page of error codes gives them. */
record GraphError(int status, int code, Optional<Integer> subcode, String message, String details) {

    private static final Set<Integer> TRANSIENT = Set.of(1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057);

    static GraphError token() {
        return new GraphError(401, 190, Optional.empty(), "Invalid OAuth access token - Cannot parse access token", "");
    }

    static GraphError unknownObject(String method, String id) {
        return new GraphError(
                400,
                100,
                Optional.of(33),
                "Unsupported %s request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation"
                        .formatted(method.toLowerCase(Locale.ROOT), id),
                "");
    }

    static GraphError permission(String scope) {
        return new GraphError(
                403, 10, Optional.empty(), "(#10) Application does not have permission for this action", scope);
    }

    static GraphError missing(String member) {
        return new GraphError(
                400,
                131008,
                Optional.empty(),
                "(#131008) Required parameter is missing",
                "The parameter " + member + " is required.");
    }

    static GraphError invalid(String details) {
        return new GraphError(400, 131009, Optional.empty(), "(#131009) Parameter value is not valid", details);
    }

    static GraphError unknownMember(String member) {
        return new GraphError(
                400, 100, Optional.empty(), "(#100) Invalid parameter", "Unexpected key \"" + member + "\"");
    }

    /** Any code, as a fault asks for it. */
    static GraphError of(int code) {
        var status = switch (code) {
            case 0, 190 -> 401;
            case 3, 10, 200, 368, 131005, 131031 -> 403;
            case 4, 80007, 130429, 131056 -> 429;
            case 1, 2, 131000, 131016 -> 500;
            default -> 400;
        };
        return new GraphError(
                status, code, Optional.empty(), "(#%d) %s".formatted(code, title(code)), "Asked for by a fault");
    }

    static String title(int code) {
        return switch (code) {
            case 130429 -> "Rate limit hit";
            case 131000 -> "Something went wrong";
            case 131026 -> "Message undeliverable";
            case 131047 -> "Re-engagement message";
            case 131048 -> "Spam rate limit hit";
            case 131049 -> "Message not delivered to maintain healthy ecosystem engagement";
            case 131050 -> "User has stopped marketing messages from this business";
            case 131056 -> "Pair rate limit hit";
            case 133010 -> "Phone number not registered";
            case 190 -> "Access token has expired";
            default -> "Error " + code;
        };
    }

    Answer answer() {
        return Answer.json(status, JsonMapper.shared().createObjectNode().set("error", body()))
                .refused(Integer.toString(code), "");
    }

    private JsonNode body() {
        ObjectNode error = JsonMapper.shared().createObjectNode();
        error.put("message", message);
        error.put("type", code == 100 && subcode.isPresent() ? "GraphMethodException" : "OAuthException");
        error.put("code", code);
        subcode.ifPresent(value -> error.put("error_subcode", value));
        if (!details.isEmpty()) {
            error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
        }
        if (TRANSIENT.contains(code)) {
            error.put("is_transient", true);
        }
        return error.put("fbtrace_id", Ids.trace());
    }
}
