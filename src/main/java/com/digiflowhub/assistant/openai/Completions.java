package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.AnswerForm;
import com.digiflowhub.assistant.ModelReply;
import com.digiflowhub.assistant.Prompt;
import com.digiflowhub.platform.work.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Chat Completions with a structured reply. Servers of this wire differ in what they take besides messages; a member that one refused is
 * left out for that model from then on.
 */
final class Completions {
    private static final String TEMPERATURE = "temperature";
    private static final String MAX_TOKENS = "max_completion_tokens";
    private static final String OLD_MAX_TOKENS = "max_tokens";
    private static final String FORMAT = "response_format";
    private static final List<String> MAY_BE_LEFT_OUT = List.of(FORMAT, MAX_TOKENS, OLD_MAX_TOKENS, TEMPERATURE);
    private static final int TRIES = 4;

    private static final JsonMapper JSON = JsonMapper.shared();
    private final Wire wire;
    private final Map<String, Set<String>> leftOut = new ConcurrentHashMap<>();

    Completions(Wire wire) {
        this.wire = wire;
    }

    ModelReply ask(OpenAiSettings settings, String model, Prompt prompt) {
        String where = settings.baseUrl() + " " + model;
        int maxTokens = settings.maxTokens();
        ModelReply reply = Faults.unreadable();
        for (int tries = 0; tries < TRIES; tries++) {
            Set<String> without = leftOut.getOrDefault(where, Set.of());
            Wire.Answer answer =
                    wire.post(settings, "/chat/completions", body(settings, model, prompt, maxTokens, without));
            Optional<String> unwanted = unwanted(answer, without);
            if (unwanted.isPresent()) {
                leftOut.merge(where, Set.of(unwanted.get()), Completions::both);
            } else if (wasCut(answer) && maxTokens == settings.maxTokens()) {
                maxTokens = settings.maxTokens() * 2;
                reply = new ModelReply.Failed(
                        new Reason("model-cut", "the answer needs more than " + maxTokens + " tokens"));
            } else {
                return read(answer, model, prompt.form());
            }
        }
        return reply;
    }

    private static JsonNode body(
            OpenAiSettings settings, String model, Prompt prompt, int maxTokens, Set<String> without) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", prompt.instructions());
        for (Prompt.Turn turn : prompt.turns()) {
            messages.addObject().put("role", turn.lead() ? "user" : "assistant").put("content", turn.text());
        }
        if (!without.contains(FORMAT)) {
            body.set(FORMAT, format(prompt.form()));
        }
        if (maxTokens > 0) {
            String name = without.contains(MAX_TOKENS) ? OLD_MAX_TOKENS : MAX_TOKENS;
            if (!without.contains(name)) {
                body.put(name, maxTokens);
            }
        }
        if (!without.contains(TEMPERATURE)) {
            settings.heat().ifPresent(heat -> body.put(TEMPERATURE, heat));
        }
        return body;
    }

    /** The member that the server names when it refuses a request of ours, if we can do without it. */
    private static Optional<String> unwanted(Wire.Answer answer, Set<String> without) {
        if (!(answer instanceof Wire.Answer.Came came) || (came.status() != 400 && came.status() != 422)) {
            return Optional.empty();
        }
        String named = came.error("param") + " " + came.error("message");
        return MAY_BE_LEFT_OUT.stream()
                .filter(member -> !without.contains(member) && named.contains(member))
                .findFirst();
    }

    private static boolean wasCut(Wire.Answer answer) {
        return answer instanceof Wire.Answer.Came came
                && came.body().at("/choices/0/finish_reason").asString("").equals("length");
    }

    private static JsonNode format(AnswerForm form) {
        ObjectNode format = JSON.createObjectNode().put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", form.name())
                .put("strict", true)
                .set("schema", form.schema());
        return format;
    }

    /** Servers may ignore the schema, so the answer is checked as if there were none. */
    private static ModelReply read(Wire.Answer answer, String model, AnswerForm form) {
        if (!(answer instanceof Wire.Answer.Came came) || !came.fine()) {
            return Faults.of(answer);
        }
        JsonNode choice = came.body().path("choices").path(0);
        boolean filtered = choice.path("finish_reason").asString("").equals("content_filter");
        if (filtered || !choice.path("message").path("refusal").asString("").isEmpty()) {
            return new ModelReply.Declined(new Reason("model-declined", "the model would not answer"));
        }
        JsonNode usage = came.body().path("usage");
        return form.read(choice.path("message").path("content").asString(""))
                .<ModelReply>map(said -> new ModelReply.Said(
                        model,
                        said,
                        new ModelReply.Usage(
                                usage.path("prompt_tokens").asInt(0),
                                usage.path("completion_tokens").asInt(0))))
                .orElseGet(Faults::unreadable);
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> both = new HashSet<>(some);
        both.addAll(others);
        return Set.copyOf(both);
    }
}
