package com.digiflowhub.assistant;

import com.digiflowhub.assistant.embeddings.Embeddings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Adds to a scene the entries that say the same in other words, where the workspace's model server can tell. */
@Component
class Grounding {
    private static final int MOST = 4;
    /** Texts that have nothing in common stay below it with the embeddings of OpenAI. */
    private static final double RELATED = 0.3;

    private static final double ALIKE = 0.5;
    /** What an entry that is meant is taken to cover at least: enough to be used, never enough to be said without a model. */
    private static final int MEANT = 30;

    private final Embeddings embeddings;
    private final QaEntries entries;

    Grounding(Embeddings embeddings, QaEntries entries) {
        this.embeddings = embeddings;
        this.entries = entries;
    }

    /** Calls the network: not inside a transaction. */
    Scene widened(Scene scene) {
        Map<UUID, Double> near = embeddings.nearest(scene.words(), MOST);
        List<UUID> related = near.entrySet().stream()
                .filter(one -> one.getValue() >= RELATED)
                .sorted(Map.Entry.<UUID, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        return related.isEmpty()
                ? scene
                : scene.with(merged(scene, related, near.getOrDefault(related.getFirst(), 0.0) >= ALIKE));
    }

    /** Those found by their words stay first; {@code meant}: the nearest is what the question means. */
    private List<QaEntry.Found> merged(Scene scene, List<UUID> related, boolean meant) {
        List<QaEntry.Found> all = new ArrayList<>(scene.entries());
        entries
                .find(related.stream()
                        .filter(id -> all.stream()
                                .noneMatch(found -> found.entry().id().value().equals(id)))
                        .map(QaEntryId::new)
                        .toList())
                .stream()
                .sorted(Comparator.comparingInt(
                        entry -> related.indexOf(entry.id().value())))
                .map(entry -> new QaEntry.Found(entry, 0))
                .forEach(all::add);
        return all.stream()
                .map(found -> meant && found.entry().id().value().equals(related.getFirst())
                        ? new QaEntry.Found(found.entry(), Math.max(found.covers(), MEANT))
                        : found)
                .toList();
    }
}
