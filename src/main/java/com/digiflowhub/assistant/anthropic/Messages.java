package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelFaults;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.ModelReply.Usage;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.platform.fetch.Fetched;
import com.digiflowhub.platform.work.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Messages wire. The form of the answer is the input of a tool that the model must use; some models may only be offered it. */
final class Messages {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ROOM = 1_024;
    private static final int BAD_REQUEST = 400;
    private static final String NO_WORDS = "…";

    private final Wire wire;
    private final Set<String> takeNoForce = ConcurrentHashMap.newKeySet();

    Messages(Wire wire) {
        this.wire = wire;
    }

    ModelReply ask(AnthropicSettings settings, String model, Prompt prompt) {
        String place = settings.baseUrl() + " " + model;
        boolean force = !takeNoForce.contains(place);
        Fetched answer = post(settings, body(model, prompt, force, ROOM));
        if (force && refusesForce(answer)) {
            takeNoForce.add(place);
            answer = post(settings, body(model, prompt, false, ROOM));
        }
        if (!wasCut(answer)) {
            return read(answer, model, prompt.form(), usage(answer));
        }
        Fetched again = post(settings, body(model, prompt, !takeNoForce.contains(place), ROOM * 2));
        return read(again, model, prompt.form(), usage(answer).plus(usage(again)));
    }

    private Fetched post(AnthropicSettings settings, JsonNode body) {
        return wire.post(settings, "/v1/messages", body);
    }

    private static JsonNode body(String model, Prompt prompt, boolean force, int room) {
        AnswerForm form = prompt.form();
        ObjectNode body = JSON.createObjectNode()
                .put("model", model)
                .put("max_tokens", room)
                .put("system", prompt.instructions());
        turns(body.putArray("messages"), prompt);
        body.putArray("tools")
                .addObject()
                .put("name", form.name())
                .put("description", "Takes your whole answer. Always use it, and write nothing beside it.")
                .set("input_schema", form.schema());
        ObjectNode choice = body.putObject("tool_choice").put("type", force ? "tool" : "auto");
        if (force) {
            choice.put("name", form.name());
        }
        return body;
    }

    /**
     * A person begins and ends there and the sides take turns, so what one side said in a row becomes one turn; empty words are refused, and
     * so is having no words at all.
     */
    private static void turns(ArrayNode messages, Prompt prompt) {
        for (Prompt.Turn turn : prompt.turns()) {
            String role = turn.lead() ? "user" : "assistant";
            if (turn.text().isBlank()) {
                continue;
            }
            if (messages.isEmpty() && !turn.lead()) {
                messages.addObject().put("role", "user").put("content", NO_WORDS);
            }
            JsonNode last = messages.isEmpty() ? JSON.createObjectNode() : messages.get(messages.size() - 1);
            if (last.path("role").asString("").equals(role)) {
                ((ObjectNode) last).put("content", last.path("content").asString("") + "\n" + turn.text());
            } else {
                messages.addObject().put("role", role).put("content", turn.text());
            }
        }
        if (messages.isEmpty()
                || messages.get(messages.size() - 1).path("role").asString("").equals("assistant")) {
            messages.addObject().put("role", "user").put("content", NO_WORDS);
        }
    }

    private static boolean refusesForce(Fetched answer) {
        return answer instanceof Fetched.Came came
                && came.status() == BAD_REQUEST
                && came.error("message").contains("tool_choice");
    }

    private static boolean wasCut(Fetched answer) {
        return answer instanceof Fetched.Came came
                && came.body().path("stop_reason").asString("").equals("max_tokens");
    }

    private static ModelReply read(Fetched answer, String model, AnswerForm form, Usage usage) {
        if (!(answer instanceof Fetched.Came came) || !came.fine()) {
            return Faults.of(answer);
        }
        if (came.body().path("stop_reason").asString("").equals("refusal")) {
            return new ModelReply.Declined(new Reason("model-declined", "the model would not answer"));
        }
        Optional<JsonNode> said = came.body()
                .path("content")
                .valueStream()
                .flatMap(block ->
                        form
                                .fitting(block.path("input"))
                                .or(() -> form.read(block.path("text").asString("")))
                                .stream())
                .findFirst();
        if (said.isEmpty() && wasCut(answer)) {
            return new ModelReply.Failed(new Reason("model-cut", "the answer needs more than " + ROOM * 2 + " tokens"));
        }
        return said.<ModelReply>map(answered -> new ModelReply.Said(model, answered, usage))
                .orElseGet(ModelFaults::unreadable);
    }

    private static Usage usage(Fetched answer) {
        if (!(answer instanceof Fetched.Came came)) {
            return Usage.NONE;
        }
        JsonNode usage = came.body().path("usage");
        return new Usage(
                usage.path("input_tokens").asInt(0), usage.path("output_tokens").asInt(0));
    }
}
