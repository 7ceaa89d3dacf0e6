package com.digiflowhub.assistant.llm;

import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Finding.Verdict;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a check says of an account, from what its model answered. {@code provider} is the key under which the words for it are found. */
public record ModelFindings(String provider) {
    private static final Set<String> ODD = Set.of("model-unreadable", "model-cut");

    public Finding of(ModelReply reply, URI server, String model) {
        return switch (reply) {
            case ModelReply.Said said -> finding(provider + ".fine", Verdict.FINE, said.model());
            case ModelReply.Declined declined ->
                finding(
                        provider + ".answer-odd",
                        Verdict.WARNING,
                        declined.why().toString());
            case ModelReply.TooMany many ->
                finding(provider + ".busy", Verdict.WARNING, many.why().toString());
            case ModelReply.Failed failed ->
                ODD.contains(failed.why().code())
                        ? finding(
                                provider + ".answer-odd",
                                Verdict.WARNING,
                                failed.why().toString())
                        : finding(
                                provider + ".unreachable",
                                Verdict.WARNING,
                                server.toString(),
                                failed.why().toString());
            case ModelReply.Refused refused ->
                finding(
                        provider + ".request-refused",
                        Verdict.BROKEN,
                        refused.why().toString());
            case ModelReply.Broken broken -> finding(broken.finding(), Verdict.BROKEN, model, "");
        };
    }

    public static Finding finding(String code, Verdict verdict, String... arguments) {
        return new Finding(code, verdict, List.of(arguments), Optional.empty());
    }
}
