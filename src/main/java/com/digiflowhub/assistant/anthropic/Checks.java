package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelFindings;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Finding.Verdict;
import java.util.List;

/** Asks the server for its models, then the chosen one for a word. */
final class Checks {
    private static final ModelFindings FINDINGS = new ModelFindings("anthropic");
    private static final Prompt ONE_WORD = new Prompt(
            "Answer with the one word: ok.", List.of(new Prompt.Turn(true, "ok?")), AnswerForm.of("check", """
                    {"type": "object", "additionalProperties": false, "required": ["text"],
                     "properties": {"text": {"type": "string"}}}
                    """));

    private final Shelf shelf;
    private final Messages messages;

    Checks(Shelf shelf, Messages messages) {
        this.shelf = shelf;
        this.messages = messages;
    }

    Finding of(AnthropicSettings settings) {
        return switch (shelf.list(settings)) {
            case Shelf.Listed.Fault fault -> finding(fault.reply(), settings);
            case Shelf.Listed.Has has -> among(has.names(), settings);
        };
    }

    private Finding among(List<String> names, AnthropicSettings settings) {
        if (!settings.model().isEmpty() && !names.contains(settings.model())) {
            return ModelFindings.finding(
                    Faults.MODEL_UNKNOWN, Verdict.BROKEN, settings.model(), String.join(", ", names));
        }
        return switch (shelf.choose(settings, names)) {
            case Shelf.Pick.Model model -> finding(messages.ask(settings, model.name(), ONE_WORD), settings);
            case Shelf.Pick.None none -> ModelFindings.finding("anthropic.no-model", Verdict.BROKEN);
            case Shelf.Pick.Fault fault -> finding(fault.reply(), settings);
        };
    }

    private static Finding finding(ModelReply reply, AnthropicSettings settings) {
        return FINDINGS.of(reply, settings.baseUrl(), settings.model());
    }
}
