package com.digiflowhub.assistant.embeddings;

import com.digiflowhub.assistant.llm.Embedded;
import com.digiflowhub.assistant.llm.Models;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.work.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Finds entries by what they mean, where the workspace's model server can tell. */
@Component
public class Embeddings {
    /** Several entries are changed at once more often than one. */
    private static final Duration SETTLES = Duration.ofSeconds(2);

    private final Models models;
    private final EmbeddingRows rows;
    private final Work work;
    private final TransactionOperations transaction;
    private final HubClock clock;

    Embeddings(Models models, EmbeddingRows rows, Work work, TransactionOperations transaction, HubClock clock) {
        this.models = models;
        this.rows = rows;
        this.work = work;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Entries were changed, in the transaction in force. */
    public void refresh() {
        work.put(Embedding.item(clock.now().plus(SETTLES)));
    }

    /**
     * The entries nearest to the question and how near they are, from 0 to 1; none where no server can tell or it takes too long. Calls the
     * network: not inside a transaction.
     */
    public Map<UUID, Double> nearest(String question, int most) {
        return models.inForce()
                .flatMap(chosen -> chosen.embeddingModel()
                        .filter(this::ready)
                        .map(model -> chosen.embed(List.of(question)) instanceof Embedded.Vectors answer
                                ? near(answer, most)
                                : Map.<UUID, Double>of()))
                .orElseGet(Map::of);
    }

    /** Some entries have their numbers; those that lack them are seen to. */
    private boolean ready(String model) {
        EmbeddingRows.State state = rows.state(model);
        if (state.missing() > 0) {
            transaction.executeWithoutResult(status -> refresh());
        }
        return state.fresh() > 0;
    }

    private Map<UUID, Double> near(Embedded.Vectors answer, int most) {
        return rows.nearest(answer.model(), Direction.of(answer.vectors().getFirst()), most).stream()
                .collect(Collectors.toMap(EmbeddingRows.Near::entry, EmbeddingRows.Near::nearness));
    }
}
