package com.digiflowhub.assistant;

import com.digiflowhub.assistant.embeddings.Embeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

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

    Grounding(Embeddings embeddings, QaEntries entries) {
        this.embeddings = embeddings;
        this.entries = entries;
    }

    /** Calls the network: not inside a transaction. */
    Scene widened(Scene scene) {
        return embeddings
                .nearest(scene.words(), MOST)
                .map(near -> scene.with(merged(scene, near)))
                .orElse(scene);
    }

    /** What is found by its words alone stays first, and what is meant comes next: there may be room for few. */
    private List<QaEntry.Found> merged(Scene scene, Embeddings.Nearest near) {
        boolean measured = near.model().startsWith(MEASURED);
        List<QaEntry.Found> all = new ArrayList<>(scene.entries());
        near.entries().entrySet().stream()
                .filter(one -> !measured || one.getValue() >= RELATED)
                .sorted(Map.Entry.comparingByValue())
                .forEach(one -> bring(new QaEntryId(one.getKey()), measured && one.getValue() >= ALIKE, all));
        return all;
    }

    private void bring(QaEntryId id, boolean meant, List<QaEntry.Found> all) {
        Optional<QaEntry.Found> known =
                all.stream().filter(found -> found.entry().id().equals(id)).findFirst();
        known.or(() -> entries.find(id).map(entry -> new QaEntry.Found(entry, 0)))
                .map(found -> meant ? new QaEntry.Found(found.entry(), Math.max(found.covers(), MEANT)) : found)
                .ifPresent(found -> {
                    int at = known.map(all::indexOf).orElse(Math.min(1, all.size()));
                    known.ifPresent(all::remove);
                    all.add(Math.min(at, 1), found);
                });
    }
}
