package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.assistant.AnswerForm;
import com.digiflowhub.assistant.ModelReply;
import com.digiflowhub.assistant.Prompt;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Finding.Verdict;
import com.digiflowhub.platform.work.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the server for its models, then the chosen one for a word. */
final class Checks {
    private static final Set<String> ODD = Set.of("model-unreadable", "model-cut");
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
            return finding(Faults.MODEL_UNKNOWN, Verdict.BROKEN, settings.model(), String.join(", ", names));
        }
        return switch (shelf.choose(settings, names)) {
            case Shelf.Pick.Model model -> finding(messages.ask(settings, model.name(), ONE_WORD), settings);
            case Shelf.Pick.None none -> finding("anthropic.no-model", Verdict.BROKEN);
            case Shelf.Pick.Fault fault -> finding(fault.reply(), settings);
        };
    }

    private static Finding finding(ModelReply reply, AnthropicSettings settings) {
        return switch (reply) {
            case ModelReply.Said said -> finding("anthropic.fine", Verdict.FINE, said.model());
            case ModelReply.Declined declined -> warning("anthropic.answer-odd", declined.why());
            case ModelReply.TooMany many -> warning("anthropic.busy", many.why());
            case ModelReply.Failed failed ->
                ODD.contains(failed.why().code())
                        ? warning("anthropic.answer-odd", failed.why())
                        : finding(
                                "anthropic.unreachable",
                                Verdict.WARNING,
                                settings.baseUrl().toString(),
                                failed.why().toString());
            case ModelReply.Refused refused ->
                finding(
                        "anthropic.request-refused",
                        Verdict.BROKEN,
                        refused.why().toString());
            case ModelReply.Broken broken -> finding(broken.finding(), Verdict.BROKEN, settings.model(), "");
        };
    }

    private static Finding warning(String code, Reason why) {
        return finding(code, Verdict.WARNING, why.toString());
    }

    private static Finding finding(String code, Verdict verdict, String... arguments) {
        return new Finding(code, verdict, List.of(arguments), Optional.empty());
    }
}
