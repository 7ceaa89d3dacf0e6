package com.digiflowhub.sandbox.anthropic;

import com.digiflowhub.sandbox.line.Answer;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.line.Provider;
import com.digiflowhub.sandbox.line.Request;
import com.digiflowhub.sandbox.openai.Mind;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A language model on the wire of Messages. What it answers, it found in the request. */
public final class Claude implements Provider {

    public static final String KEY = "sk-ant-sandbox";
    public static final List<String> MODELS = List.of("claude-opus-5-5", "claude-haiku-4-5");

    private static final double CHARACTERS_PER_TOKEN = 3.5;

    private final Faults faults = new Faults();
    private volatile boolean refusesForce;
    private volatile JsonNode lastTaken = object();

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public Faults faults() {
        return faults;
    }

    /** Some models may be offered a tool, and not be made to use it. */
    public void refusesForce(boolean refuses) {
        refusesForce = refuses;
    }

    /** The last question that was answered, as it stood on the wire. */
    public JsonNode lastTaken() {
        return lastTaken;
    }

    @Override
    public boolean hasEffect(Request request) {
        return request.method().equals("POST")
                && String.join("/", request.path()).equals("v1/messages");
    }

    @Override
    public String whose(Request request) {
        return request.header("x-api-key");
    }

    @Override
    public String correlation(Request request) {
        return "";
    }

    @Override
    public Answer answer(Request request) {
        if (!request.header("x-api-key").equals(KEY)) {
            return refusal("authentication_error");
        }
        if (request.header("anthropic-version").isEmpty()) {
            return error(400, "invalid_request_error", "anthropic-version: header is required");
        }
        return switch (request.method() + " /" + String.join("/", request.path())) {
            case "GET /v1/models" -> models();
            case "POST /v1/messages" -> say(request);
            default -> error(404, "not_found_error", "Not Found");
        };
    }

    @Override
    public Answer refusal(String type) {
        return switch (type) {
            case "", "authentication_error" -> error(401, "authentication_error", "invalid x-api-key");
            case "billing_error" -> error(402, type, "There is an issue with billing.");
            case "permission_error" -> error(403, type, "Your API key may not use this resource.");
            case "not_found_error" -> error(404, type, "model: claude-none");
            case "request_too_large" -> error(413, type, "Request exceeds the maximum size.");
            case "overloaded_error" -> error(529, type, "Overloaded");
            default -> error(400, "invalid_request_error", type);
        };
    }

    @Override
    public Answer tooMany(String parameter) {
        return parameter.equals("insufficient_quota")
                ? error(
                        400,
                        "invalid_request_error",
                        "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing.")
                : error(429, "rate_limit_error", "This request would exceed your rate limit.")
                        .with("retry-after", parameter.isBlank() ? "1" : parameter);
    }

    @Override
    public Answer broken() {
        return error(500, "api_error", "Internal server error");
    }

    private static Answer models() {
        var answer = object();
        var data = answer.putArray("data");
        MODELS.forEach(name -> data.addObject()
                .put("type", "model")
                .put("id", name)
                .put("display_name", name)
                .put("created_at", "2025-10-01T00:00:00Z"));
        answer.put("has_more", false).put("first_id", MODELS.getFirst()).put("last_id", MODELS.getLast());
        return Answer.json(200, answer);
    }

    private Answer say(Request request) {
        JsonNode body;
        try {
            body = JsonMapper.shared().readTree(request.body());
        } catch (JacksonException e) {
            return error(400, "invalid_request_error", "The request body is not valid JSON");
        }
        var wrong = Requirements.wrong(body);
        if (wrong.isPresent()) {
            return error(400, "invalid_request_error", wrong.get());
        }
        if (!MODELS.contains(body.path("model").asString(""))) {
            return error(404, "not_found_error", "model: " + body.path("model").asString(""));
        }
        if (refusesForce && body.at("/tool_choice/type").asString("").equals("tool")) {
            return error(400, "invalid_request_error", "tool_choice: forcing a tool is not supported with this model");
        }
        lastTaken = body;
        return Answer.json(200, message(request, body)).accepted("msg_" + UUID.randomUUID(), () -> {});
    }

    private static JsonNode message(Request request, JsonNode body) {
        var answer = object();
        answer.put("id", "msg_" + UUID.randomUUID().toString().replace("-", ""))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", body.path("model").asString(""));
        var block = answer.putArray("content").addObject();
        var usesTool = body.at("/tools/0/input_schema").isObject()
                && !body.at("/tool_choice/type").asString("").equals("none");
        if (usesTool) {
            block.put("type", "tool_use")
                    .put("id", "toolu_" + UUID.randomUUID().toString().replace("-", ""))
                    .put("name", body.at("/tools/0/name").asString(""))
                    .set("input", Mind.form(messages(body), body.at("/tools/0/input_schema")));
        } else {
            block.put("type", "text").put("text", Mind.words(messages(body)));
        }
        answer.put("stop_reason", usesTool ? "tool_use" : "end_turn").putNull("stop_sequence");
        answer.putObject("usage")
                .put("input_tokens", tokens(request.text()))
                .put("output_tokens", tokens(block.toString()));
        return answer;
    }

    /** With the system's words in front, as the other wires have them. */
    private static JsonNode messages(JsonNode body) {
        var all = JsonMapper.shared().createArrayNode();
        all.addObject().put("role", "system").set("content", body.path("system"));
        body.path("messages").forEach(all::add);
        return all;
    }

    private static long tokens(String text) {
        return Math.round(Math.ceil(text.length() / CHARACTERS_PER_TOKEN));
    }

    private static Answer error(int status, String type, String message) {
        var answer = object().put("type", "error");
        answer.putObject("error").put("type", type).put("message", message);
        answer.put("request_id", "req_" + UUID.randomUUID().toString().replace("-", ""));
        return Answer.json(status, answer).refused(type, "");
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
