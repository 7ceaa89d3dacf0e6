package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelFindings;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the server for its models, then the chosen one for a word: a list is given even to who has no money left. */
final class Checks {
    private static final int MAX_OFFERED = 20;
    private static final ModelFindings FINDINGS = new ModelFindings("openai");
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
            return List.of(ModelFindings.finding("openai.temperature-wrong", Verdict.BROKEN, settings.temperature()));
        }
        return switch (catalogue.list(settings)) {
            case Catalogue.Listed.Fault fault ->
                List.of(
                        noSuchAddress(fault.reply())
                                ? ModelFindings.finding(
                                        "openai.no-list",
                                        Verdict.BROKEN,
                                        settings.baseUrl().toString())
                                : finding(fault.reply(), settings));
            case Catalogue.Listed.Has has -> among(has, settings);
        };
    }

    /** Nobody asked for a model yet: what is unknown is the address. */
    private static boolean noSuchAddress(ModelReply reply) {
        return reply instanceof ModelReply.Broken broken && broken.finding().equals(Faults.MODEL_UNKNOWN);
    }

    private List<Finding> among(Catalogue.Listed.Has has, OpenAiSettings settings) {
        if (!settings.model().isEmpty() && !has.names().contains(settings.model())) {
            return List.of(ModelFindings.finding(Faults.MODEL_UNKNOWN, Verdict.BROKEN, settings.model(), offered(has)));
        }
        catalogue.choose(settings, has);
        Optional<String> model = catalogue.known(settings);
        if (model.isEmpty()) {
            return List.of(ModelFindings.finding("openai.no-model", Verdict.BROKEN));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(finding(completions.ask(settings, model.get(), ONE_WORD), settings));
        Optional.ofNullable(has.ends().get(model.get()))
                .ifPresent(day -> findings.add(ModelFindings.finding(
                        "openai.model-ends", Verdict.WARNING, model.get(), day.toString(), offered(has))));
        return findings;
    }

    /** Those that stay, for who has to choose. */
    private static String offered(Catalogue.Listed.Has has) {
        return String.join(
                ", ",
                Catalogue.forTalking(has.lasting()).stream().limit(MAX_OFFERED).toList());
    }

    private static Finding finding(ModelReply reply, OpenAiSettings settings) {
        return FINDINGS.of(reply, settings.baseUrl(), settings.model());
    }
}
