package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.AnswerForm;
import com.digiflowhub.assistant.ModelReply;
import com.digiflowhub.assistant.Prompt;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Finding.Verdict;
import java.util.List;
import java.util.Optional;

/** Asks the server for its models, then the chosen one for a word: a list is given even to who has no money left. */
final class Checks {
    private static final int MAX_OFFERED = 20;
    private static final Prompt ONE_WORD = new Prompt(
            "Answer with this JSON object and nothing else: {\"text\": \"ok\"}",
            List.of(new Prompt.Turn(true, "ok?")),
            AnswerForm.of("check", """
                    {"type": "object", "additionalProperties": false, "required": ["text"],
                     "properties": {"text": {"type": "string"}}}
                    """));

    private final Catalogue catalogue;
    private final Completions completions;

    Checks(Catalogue catalogue, Completions completions) {
        this.catalogue = catalogue;
        this.completions = completions;
    }

    List<Finding> of(OpenAiSettings settings) {
        if (settings.heat().isEmpty()) {
            return List.of(finding("openai.temperature-wrong", Verdict.BROKEN, settings.temperature()));
        }
        return switch (catalogue.list(settings)) {
            case Catalogue.Listed.Fault fault -> List.of(finding(fault.reply(), settings));
            case Catalogue.Listed.Has has -> List.of(among(has.names(), settings));
        };
    }

    private Finding among(List<String> names, OpenAiSettings settings) {
        if (!settings.model().isEmpty() && !names.contains(settings.model())) {
            List<String> offered =
                    Catalogue.forTalking(names).stream().limit(MAX_OFFERED).toList();
            return finding(Faults.MODEL_UNKNOWN, Verdict.BROKEN, settings.model(), String.join(", ", offered));
        }
        catalogue.choose(settings, names);
        Optional<String> model = catalogue.known(settings);
        return model.isEmpty()
                ? finding("openai.no-model", Verdict.BROKEN)
                : finding(completions.ask(settings, model.get(), ONE_WORD), settings);
    }

    private static Finding finding(ModelReply reply, OpenAiSettings settings) {
        return switch (reply) {
            case ModelReply.Said said -> finding("openai.fine", Verdict.FINE, said.model());
            case ModelReply.Declined declined ->
                finding("openai.answer-odd", Verdict.WARNING, declined.why().toString());
            case ModelReply.TooMany many ->
                finding("openai.busy", Verdict.WARNING, many.why().toString());
            case ModelReply.Failed failed ->
                failed.why().code().equals("model-unreadable")
                                || failed.why().code().equals("model-cut")
                        ? finding(
                                "openai.answer-odd",
                                Verdict.WARNING,
                                failed.why().toString())
                        : finding(
                                "openai.unreachable",
                                Verdict.WARNING,
                                settings.baseUrl().toString(),
                                failed.why().toString());
            case ModelReply.Refused refused ->
                finding("openai.request-refused", Verdict.BROKEN, refused.why().toString());
            case ModelReply.Broken broken -> finding(broken.finding(), Verdict.BROKEN, settings.model(), "");
        };
    }

    private static Finding finding(String code, Verdict verdict, String... arguments) {
        return new Finding(code, verdict, List.of(arguments), Optional.empty());
    }
}
