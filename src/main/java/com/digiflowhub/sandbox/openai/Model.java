package com.digiflowhub.sandbox.openai;

import com.digiflowhub.sandbox.line.Answer;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.line.Provider;
import com.digiflowhub.sandbox.line.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A language model on the wire of Chat Completions. What it answers, it found in the request. */
public final class Model implements Provider {

    private static final long MADE = 1_754_006_400;
    private static final int PIECE = 12;
    private static final double CHARACTERS_PER_TOKEN = 3.5;

    private final ModelSettings settings;
    private final Faults faults = new Faults();
    private volatile Temperament temperament = Temperament.MODERN;
    private volatile JsonNode lastTaken = object();

    public Model(ModelSettings settings) {
        this.settings = settings;
    }

    /** From now on it is this kind of server. */
    public void plays(Temperament other) {
        temperament = other;
    }

    public Temperament temperament() {
        return temperament;
    }

    /** The last question that was answered, as it stood on the wire. */
    public JsonNode lastTaken() {
        return lastTaken;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public boolean hasEffect(Request request) {
        return request.method().equals("POST")
                && String.join("/", request.path()).equals("v1/chat/completions");
    }

    @Override
    public String whose(Request request) {
        return request.bearer().orElse("");
    }

    @Override
    public String correlation(Request request) {
        return request.header("x-client-request-id");
    }

    @Override
    public Answer answer(Request request) {
        if (!request.bearer().orElse("").equals(settings.key())) {
            return refusal("invalid_api_key");
        }
        return switch (request.method() + " /" + String.join("/", request.path())) {
            case "GET /v1/models" -> models();
            case "POST /v1/chat/completions" -> complete(request);
            case "POST /v1/embeddings" -> embed(request);
            default -> error(404, "invalid_request_error", "", "", "Unknown request URL");
        };
    }

    @Override
    public Answer refusal(String code) {
        return switch (code) {
            case "", "invalid_api_key" ->
                error(401, "invalid_request_error", "", "invalid_api_key", "Incorrect API key provided.");
            case "model_not_found" ->
                error(
                        404,
                        "invalid_request_error",
                        "model",
                        code,
                        "The model does not exist or you do not have access to it.");
            case "server_is_overloaded" -> error(503, "server_error", "", code, "The server is overloaded.");
            case "unsupported_country_region_territory" ->
                error(403, "request_forbidden", "", code, "Country, region, or territory not supported");
            default -> error(400, "invalid_request_error", "", code, "Refused: " + code);
        };
    }

    @Override
    public Answer tooMany(String parameter) {
        if (parameter.equals("insufficient_quota")) {
            return error(
                    429,
                    "insufficient_quota",
                    "",
                    "insufficient_quota",
                    "You exceeded your current quota, please check your plan and billing details.");
        }
        return error(429, "requests", "", "rate_limit_exceeded", "Rate limit reached for requests")
                .with("Retry-After", parameter.isBlank() ? "1" : parameter);
    }

    @Override
    public Answer broken() {
        return error(500, "server_error", "", "", "The server had an error while processing your request.");
    }

    private Answer models() {
        var answer = object().put("object", "list");
        var data = answer.putArray("data");
        settings.names()
                .forEach(name -> data.addObject()
                        .put("id", name)
                        .put("object", "model")
                        .put("created", MADE)
                        .put("owned_by", "sandbox"));
        return Answer.json(200, answer);
    }

    private Answer complete(Request request) {
        var read = read(request);
        if (read.isEmpty()) {
            return error(400, "invalid_request_error", "", "", "We could not parse the JSON body of your request.");
        }
        var body = read.get();
        var fault = Requirements.check(body);
        if (fault.isPresent()) {
            var wrong = fault.get();
            return error(400, "invalid_request_error", wrong.parameter(), wrong.code(), wrong.message());
        }
        var model = body.path("model").asString("");
        if (!settings.names().isEmpty() && !settings.names().contains(model)) {
            return refusal("model_not_found");
        }
        var refused = Taste.refuses(temperament, body);
        if (refused.isPresent()) {
            return Answer.json(refused.get().status(), refused.get().body())
                    .refused(Integer.toString(refused.get().status()), "");
        }
        lastTaken = body;
        return say(request, body, Wording.of(temperament, Thought.about(body.path("messages")), body));
    }

    private Answer embed(Request request) {
        var read = read(request);
        if (read.isEmpty()) {
            return error(400, "invalid_request_error", "", "", "We could not parse the JSON body of your request.");
        }
        var body = read.get();
        var fault = Embeddings.check(body);
        if (fault.isPresent()) {
            var wrong = fault.get();
            return error(400, "invalid_request_error", wrong.parameter(), wrong.code(), wrong.message());
        }
        var model = body.path("model").asString("");
        return settings.names().isEmpty() || settings.names().contains(model)
                ? Answer.json(200, Embeddings.of(body))
                : refusal("model_not_found");
    }

    private Answer say(Request request, JsonNode body, Wording said) {
        var model = body.path("model").asString("");
        var id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
        var usage = usage(request.text(), said.text());
        var answer = body.path("stream").asBoolean(false)
                ? stream(
                        id,
                        model,
                        said.text(),
                        body.path("stream_options").path("include_usage").asBoolean(false)
                                ? Optional.of(usage)
                                : Optional.empty())
                : Answer.json(200, whole(id, model, said, usage));
        var by = correlation(request).isEmpty() ? id : correlation(request);
        return answer.with("x-request-id", "req_" + id.substring(9)).accepted(by, () -> {});
    }

    private static ObjectNode whole(String id, String model, Wording said, ObjectNode usage) {
        var answer = head(id, model, "chat.completion");
        var choice = answer.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message")
                .put("role", "assistant")
                .put("content", said.tool().isPresent() ? null : said.text())
                .putNull("refusal");
        message.putArray("annotations");
        said.tool()
                .ifPresent(name -> message.putArray("tool_calls")
                        .addObject()
                        .put("id", "call_" + id.substring(9))
                        .put("type", "function")
                        .putObject("function")
                        .put("name", name)
                        .put("arguments", said.text()));
        choice.put("finish_reason", said.cut() ? "length" : "stop").putNull("logprobs");
        answer.set("usage", usage);
        return answer.put("service_tier", "default");
    }

    private static Answer stream(String id, String model, String content, Optional<ObjectNode> usage) {
        var events = new ArrayList<String>();
        events.add(chunk(id, model, object().put("role", "assistant").put("content", ""), false, usage.isPresent()));
        for (var at = 0; at < content.length(); at += PIECE) {
            var piece = content.substring(at, Math.min(content.length(), at + PIECE));
            events.add(chunk(id, model, object().put("content", piece), false, usage.isPresent()));
        }
        events.add(chunk(id, model, object(), true, usage.isPresent()));
        usage.ifPresent(counted -> {
            var last = head(id, model, "chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", counted);
            events.add("data: " + last + "\n\n");
        });
        events.add("data: [DONE]\n\n");
        return Answer.stream(List.copyOf(events));
    }

    private static String chunk(String id, String model, ObjectNode delta, boolean last, boolean countsUsage) {
        var chunk = head(id, model, "chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs");
        if (last) {
            choice.put("finish_reason", "stop");
        } else {
            choice.putNull("finish_reason");
        }
        if (countsUsage) {
            chunk.putNull("usage");
        }
        return "data: " + chunk + "\n\n";
    }

    private static ObjectNode head(String id, String model, String kind) {
        return object().put("id", id)
                .put("object", kind)
                .put("created", Instant.now().getEpochSecond())
                .put("model", model);
    }

    private static ObjectNode usage(String asked, String answered) {
        var prompt = Math.round(Math.ceil(asked.length() / CHARACTERS_PER_TOKEN));
        var completion = Math.round(Math.ceil(answered.length() / CHARACTERS_PER_TOKEN));
        var usage = object().put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0).put("audio_tokens", 0);
        return usage;
    }

    private static Answer error(int status, String type, String parameter, String code, String message) {
        var answer = object();
        var error = answer.putObject("error").put("message", message).put("type", type);
        if (parameter.isEmpty()) {
            error.putNull("param");
        } else {
            error.put("param", parameter);
        }
        if (code.isEmpty()) {
            error.putNull("code");
        } else {
            error.put("code", code);
        }
        return Answer.json(status, answer).refused(code.isEmpty() ? Integer.toString(status) : code, "");
    }

    private static Optional<JsonNode> read(Request request) {
        try {
            return Optional.of(JsonMapper.shared().readTree(request.body()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
