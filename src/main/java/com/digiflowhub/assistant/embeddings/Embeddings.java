package com.digiflowhub.assistant.embeddings;

import com.digiflowhub.assistant.llm.Embedded;
import com.digiflowhub.assistant.llm.Models;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Finds entries by what they mean, where the workspace's model server can tell. */
@Component
public class Embeddings {
    /** Several entries are changed at once more often than one. */
    private static final Duration SETTLES = Duration.ofSeconds(2);
    /** Work that waits would begin anew each time it is asked for, and questions come by the second. */
    private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(10);

    private final EmbeddingRows rows;
    private final Work work;
    private final TransactionOperations transaction;
    private final HubClock clock;
    private final Map<WorkspaceId, Instant> reminded = new ConcurrentHashMap<>();

    Embeddings(EmbeddingRows rows, Work work, TransactionOperations transaction, HubClock clock) {
        this.rows = rows;
        this.work = work;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Where a model puts what a question says. */
    public record Meaning(String model, Direction direction) {}

    /** Entries and how near they are to a question, from -1 to 1; what is near enough depends on the model. */
    public record Nearest(String model, Map<UUID, Double> entries) {
        public Nearest {
            entries = Map.copyOf(entries);
        }
    }

    /** Entries were changed, in the transaction in force. */
    public void refresh() {
        work.put(Embedding.item(clock.now().plus(SETTLES)));
    }

    /** Of a question; nothing where the server cannot tell or takes too long. Calls the network: not inside a transaction. */
    public Optional<Meaning> meaning(String question, Models.Chosen chosen) {
        return chosen.embeddingModel()
                .filter(this::ready)
                .filter(model -> !question.isBlank())
                .flatMap(model -> chosen.embed(List.of(question)) instanceof Embedded.Vectors answer
                        ? Optional.of(new Meaning(
                                answer.model(), Direction.of(answer.vectors().getFirst())))
                        : Optional.empty());
    }

    public Nearest nearest(Meaning meaning, int most) {
        return new Nearest(
                meaning.model(),
                rows.nearest(meaning.model(), meaning.direction(), most).stream()
                        .collect(Collectors.toMap(EmbeddingRows.Near::entry, EmbeddingRows.Near::nearness)));
    }

    /** Some entries have their numbers; those that lack them are seen to. */
    private boolean ready(String model) {
        EmbeddingRows.State state = rows.state(model);
        if (state.missing() > 0 && forgotten()) {
            transaction.executeWithoutResult(status -> refresh());
        }
        return state.fresh() > 0;
    }

    /** Nobody was reminded of it for a while. */
    private boolean forgotten() {
        Instant now = clock.now();
        Instant before = reminded.getOrDefault(Tenancy.require(), Instant.EPOCH);
        if (before.plus(BETWEEN_REMINDERS).isAfter(now)) {
            return false;
        }
        reminded.put(Tenancy.require(), now);
        return true;
    }
}
