package com.digiflowhub.assistant.embeddings;

import com.digiflowhub.assistant.llm.Embedded;
import com.digiflowhub.assistant.llm.Models;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.work.Effect;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.platform.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks for the embeddings of entries that have none, some at a time, until all have one. */
@Component
class Embedding implements Task<Embedding.Due> {
    static final String KIND = "embed-entries";
    /** The numbers of so many fit into one answer, whatever the model. */
    private static final int AT_ONCE = 16;

    private static final int LONGEST_TEXT = 2_000;
    private static final int RETRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(20);

    private final Models models;
    private final EmbeddingRows rows;
    private final Work work;
    private final HubClock clock;

    Embedding(Models models, EmbeddingRows rows, Work work, HubClock clock) {
        this.models = models;
        this.rows = rows;
        this.work = work;
        this.clock = clock;
    }

    /** Those of the workspace in force. */
    record Due() {}

    /** One waits for a workspace at most. */
    static NewItem item(Instant at) {
        return NewItem.alarm("embeddings", NewItem.MODEL, Tenancy.require().value(), KIND, new Due(), at);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Due> payload() {
        return Due.class;
    }

    @Override
    public List<Outcome> run(List<Item<Due>> items) {
        return items.stream().map(this::embed).toList();
    }

    private Outcome embed(Item<Due> item) {
        return models.inForce()
                .flatMap(chosen -> chosen.embeddingModel().map(model -> embed(item, chosen, model)))
                .orElseGet(Outcome::done);
    }

    private Outcome embed(Item<Due> item, Models.Chosen chosen, String model) {
        List<EmbeddingRows.Text> texts = rows.missing(model, AT_ONCE);
        if (texts.isEmpty()) {
            return Outcome.done();
        }
        return switch (chosen.embed(texts.stream().map(Embedding::words).toList())) {
            case Embedded.Vectors answer -> new Outcome.Done(() -> keep(texts, answer));
            case Embedded.None nothing -> Outcome.done();
            case Embedded.Failed failed ->
                item.attempts() < RETRIES
                        ? new Outcome.Again(BETWEEN_TRIES, failed.why(), Effect.none())
                        : oneByOne(chosen, model, texts);
        };
    }

    /** One that the server cannot read keeps no other from being read. Where it reads none, the search goes by words until somebody asks again. */
    private Outcome oneByOne(Models.Chosen chosen, String model, List<EmbeddingRows.Text> texts) {
        Map<EmbeddingRows.Text, Direction> read = new LinkedHashMap<>();
        for (EmbeddingRows.Text text : texts) {
            if (chosen.embed(List.of(words(text))) instanceof Embedded.Vectors answer) {
                read.put(text, Direction.of(answer.vectors().getFirst()));
            }
        }
        return read.isEmpty()
                ? Outcome.done()
                : new Outcome.Done(() -> {
                    texts.forEach(text -> rows.keep(text, model, read.getOrDefault(text, Direction.NOWHERE)));
                    work.put(item(clock.now()));
                });
    }

    private void keep(List<EmbeddingRows.Text> texts, Embedded.Vectors answer) {
        for (int at = 0; at < texts.size(); at++) {
            rows.keep(
                    texts.get(at), answer.model(), Direction.of(answer.vectors().get(at)));
        }
        work.put(item(clock.now()));
    }

    private static String words(EmbeddingRows.Text text) {
        String words = text.words();
        int end = Math.min(words.length(), LONGEST_TEXT);
        boolean within = end < words.length() && Character.isHighSurrogate(words.charAt(end - 1));
        return words.substring(0, within ? end - 1 : end);
    }
}
