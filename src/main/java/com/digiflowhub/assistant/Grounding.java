package com.digiflowhub.assistant;

import com.digiflowhub.assistant.embeddings.Embeddings;
import com.digiflowhub.assistant.llm.Models;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Adds to a scene the entries that say the same in other words, where the workspace's model server can tell. */
@Component
class Grounding {
    private static final int MOST = 4;
    /** How near is near is known of this family alone: texts that have nothing in common stay below {@link #RELATED} there. */
    private static final String MEASURED = "text-embedding-3";

    private static final double RELATED = 0.3;
    private static final double ALIKE = 0.5;
    /** What an entry that is meant is taken to cover at least: enough to be used, never enough to be said without a model. */
    private static final int MEANT = 30;

    private final Embeddings embeddings;
    private final QaEntries entries;
    private final TransactionOperations transaction;

    Grounding(Embeddings embeddings, QaEntries entries, TransactionOperations transaction) {
        this.embeddings = embeddings;
        this.entries = entries;
        this.transaction = transaction;
    }

    /** Calls the network: not inside a transaction. */
    Scene widened(Scene scene, Models.Chosen model) {
        return embeddings
                .meaning(scene.words(), model)
                .map(meaning -> Objects.requireNonNull(
                        transaction.execute(status -> scene.with(merged(scene, embeddings.nearest(meaning, MOST))))))
                .orElse(scene);
    }

    /** What its words fit best stays first, and what is near in meaning comes next: there may be room for few. */
    private List<QaEntry.Found> merged(Scene scene, Embeddings.Nearest nearest) {
        boolean measured = nearest.model().startsWith(MEASURED);
        List<QaEntryId> near = nearest.entries().entrySet().stream()
                .filter(one -> !measured || one.getValue() >= RELATED)
                .sorted(Map.Entry.<UUID, Double>comparingByValue().reversed())
                .map(one -> new QaEntryId(one.getKey()))
                .toList();
        Map<QaEntryId, QaEntry.Found> known = byId(scene.entries().stream());
        Map<QaEntryId, QaEntry.Found> others =
                byId(entries.find(near).stream().map(entry -> new QaEntry.Found(entry, 0)));
        return Stream.of(known.keySet().stream().limit(1), near.stream(), known.keySet().stream())
                .flatMap(ids -> ids)
                .distinct()
                .flatMap(id -> Stream.ofNullable(known.getOrDefault(id, others.get(id))))
                .map(found -> measured && nearness(nearest, found) >= ALIKE ? meant(found) : found)
                .toList();
    }

    private static double nearness(Embeddings.Nearest nearest, QaEntry.Found found) {
        return nearest.entries().getOrDefault(found.entry().id().value(), 0.0);
    }

    private static QaEntry.Found meant(QaEntry.Found found) {
        return new QaEntry.Found(found.entry(), Math.max(found.covers(), MEANT));
    }

    private static Map<QaEntryId, QaEntry.Found> byId(Stream<QaEntry.Found> all) {
        Map<QaEntryId, QaEntry.Found> byId = new LinkedHashMap<>();
        all.forEach(found -> byId.put(found.entry().id(), found));
        return byId;
    }
}
