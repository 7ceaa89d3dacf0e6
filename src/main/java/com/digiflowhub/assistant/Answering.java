package com.digiflowhub.assistant;

import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Models;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.work.Effect;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Reason;
import com.digiflowhub.platform.work.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Answers what a lead wrote: reads the scene, thinks (with a model outside any transaction), and returns what is to be written. */
@Component
class Answering implements Task<Answering.Due> {
    static final String KIND = "answer";
    private static final int RETRIES = 2;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    /** Who was left waiting so long gets a person instead of another try. */
    private static final Duration WAITED_AT_MOST = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final Scenes scenes;
    private final Models models;
    private final Grounding grounding;
    private final Instructions instructions;
    private final Deliveries deliveries;
    private final Connections connections;
    private final HubClock clock;
    private final TransactionOperations transaction;

    Answering(
            Scenes scenes,
            Models models,
            Grounding grounding,
            Instructions instructions,
            Deliveries deliveries,
            Connections connections,
            HubClock clock,
            TransactionOperations transaction) {
        this.scenes = scenes;
        this.models = models;
        this.grounding = grounding;
        this.instructions = instructions;
        this.deliveries = deliveries;
        this.connections = connections;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Which conversation, as it stood when the assistant claimed it; {@code after} names the last message that is answered already. */
    record Due(UUID conversation, long epoch, Optional<UUID> after) {}

    /** What is asked, and by whom it can be thought about. */
    private record Question(Scene scene, Optional<Models.Chosen> model) {}

    static NewItem item(Due due, Instant at) {
        return NewItem.item(NewItem.MODEL, due.conversation(), KIND, due, at);
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
        return items.stream().map(this::answer).toList();
    }

    private Outcome answer(Item<Due> item) {
        Optional<Question> read = read(item.payload());
        if (read.isEmpty()) {
            return Outcome.done();
        }
        Question question = read.get();
        return Decision.atFirstLook(question.scene())
                .map(decision -> done(question.scene(), decision))
                .orElseGet(() -> think(item, question));
    }

    private Optional<Question> read(Due due) {
        return Objects.requireNonNull(transaction.execute(
                status -> scenes.read(due).map(scene -> new Question(scene, models.inForce()))));
    }

    private Outcome think(Item<Due> item, Question question) {
        Scene scene = question.scene();
        return question.model()
                .map(model -> ask(item, grounding.widened(scene, model), model))
                .orElseGet(() -> done(scene, Decision.fromEntries(scene)));
    }

    private Outcome ask(Item<Due> item, Scene scene, Models.Chosen model) {
        ModelReply reply = model.ask(instructions.write(scene));
        return switch (reply) {
            case ModelReply.Said said -> done(scene, Guard.judge(scene, ReplyForm.read(said)));
            case ModelReply.Declined declined -> handOver(scene, Decision.UNSURE, declined.why());
            case ModelReply.Refused refused -> handOver(scene, Decision.MODEL_FAILED, refused.why());
            case ModelReply.Failed failed ->
                item.attempts() < RETRIES
                        ? new Outcome.Again(BETWEEN_TRIES, failed.why(), Effect.none())
                        : handOver(scene, Decision.MODEL_FAILED, failed.why());
            case ModelReply.TooMany many -> {
                Instant until = clock.now().plus(many.after());
                yield until.isAfter(scene.since().plus(WAITED_AT_MOST))
                        ? handOver(scene, Decision.MODEL_FAILED, many.why())
                        : new Outcome.Blocked(until, many.why(), Effect.none());
            }
            case ModelReply.Broken broken -> {
                LOG.warn(
                        "Model connection {} cannot be used ({}); until it is mended QA entries alone answer",
                        model.connection().id(),
                        broken.finding());
                Effect mark = () -> connections.markBroken(model.connection().id(), broken.finding());
                yield new Outcome.Done(mark.then(deliveries.of(scene, Decision.fromEntries(scene))));
            }
        };
    }

    private Outcome handOver(Scene scene, String reason, Reason why) {
        LOG.info("Conversation {} is handed over: {} ({})", scene.transcript().conversation(), reason, why.code());
        return done(scene, new Decision.HandOver(reason));
    }

    private Outcome done(Scene scene, Decision decision) {
        return new Outcome.Done(
                decision instanceof Decision.Silence ? deliveries.ofANod(scene) : deliveries.of(scene, decision));
    }
}
