package com.digiflowhub.assistant;

import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelReply;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The form of an answer to a lead: the words, what they are about, whether a person should take over, and the entries they rest on. */
final class ReplyForm {
    static final AnswerForm FORM = AnswerForm.of("reply", """
            {"type": "object", "additionalProperties": false,
             "required": ["text", "intent", "handoff", "handoffReason", "usedEntries"],
             "properties": {
               "text": {"type": "string"},
               "intent": {"type": "string", "enum": ["question", "greeting", "thanks", "person", "other"]},
               "handoff": {"type": "boolean"},
               "handoffReason": {"type": ["string", "null"]},
               "usedEntries": {"type": "array", "items": {"type": "string"}}}}
            """);

    private ReplyForm() {}

    /** What a model would say. {@code used} are ids of entries, as the model names them: to be checked. */
    record Draft(String model, String text, String intent, Optional<String> handOver, List<String> used) {
        Draft {
            used = List.copyOf(used);
        }
    }

    static Draft read(ModelReply.Said said) {
        JsonNode answer = said.answer();
        return new Draft(
                said.model(),
                answer.path("text").asString(""),
                answer.path("intent").asString("other"),
                answer.path("handoff").asBoolean(true)
                        ? Optional.of(answer.path("handoffReason").asString(""))
                        : Optional.empty(),
                answer.path("usedEntries")
                        .valueStream()
                        .map(id -> id.asString(""))
                        .toList());
    }
}
