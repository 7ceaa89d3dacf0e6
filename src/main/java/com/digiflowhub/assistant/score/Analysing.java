package com.digiflowhub.assistant.score;

import com.digiflowhub.assistant.AiConfigurations;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Models;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Talks;
import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.credits.Credits;
import com.digiflowhub.credits.Hold;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.Effect;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Reason;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Weighs what a lead said: by a model where one is connected and there are credits, else by rule. What it costs is set aside before the model
 * is asked, and paid in the transaction that writes the score; where the model fails nothing is paid and the rule decides.
 */
@Component
class Analysing implements Task<Analysing.Due> {
    static final String KIND = "analyse";
    private static final int LINES = 40;
    private static final int RETRIES = 2;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    /** The score may be late, but not so late that nobody knows what it is about. */
    private static final Duration WAITS_AT_MOST = Duration.ofMinutes(2);

    private final Talks talks;
    private final Models models;
    private final AiConfigurations configurations;
    private final Workspaces workspaces;
    private final Connections connections;
    private final Credits credits;
    private final Assessments assessments;
    private final Contacts contacts;
    private final Thresholds thresholds;
    private final Live live;
    private final TransactionOperations transaction;

    Analysing(
            Talks talks,
            Models models,
            AiConfigurations configurations,
            Workspaces workspaces,
            Connections connections,
            Credits credits,
            Assessments assessments,
            Contacts contacts,
            Thresholds thresholds,
            Live live,
            TransactionOperations transaction) {
        this.talks = talks;
        this.models = models;
        this.configurations = configurations;
        this.workspaces = workspaces;
        this.connections = connections;
        this.credits = credits;
        this.assessments = assessments;
        this.contacts = contacts;
        this.thresholds = thresholds;
        this.live = live;
        this.transaction = transaction;
    }

    record Due(UUID contact, UUID conversation) {}

    /** What a model is to be asked, where one is connected. */
    private record Ask(Models.Chosen model, Prompt prompt) {}

    /** What they said, up to where; {@code before} is the analysis that came before, if any. */
    private record Case(List<String> said, Assessments.Matter matter, Optional<UUID> before, Optional<Ask> ask) {
        /** The next analysis of this conversation: who wrote on while the model was asked is not set aside for a second time. */
        String reference() {
            return "credits.analysis:" + matter.conversation() + ":"
                    + before.map(UUID::toString).orElse("first");
        }
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
        return items.stream().map(item -> weigh(item, Instant.MAX)).toList();
    }

    /** Of what was said until then. */
    Outcome weigh(Item<Due> item, Instant until) {
        Optional<Case> found = read(item.payload(), until);
        if (found.isEmpty()) {
            return Outcome.done();
        }
        Case one = found.get();
        if (one.ask().isEmpty()) {
            return byRule(one, Optional.empty(), Effect.none());
        }
        Hold hold = item.begin(() -> credits.hold(one.matter().conversation(), one.reference()));
        return hold instanceof Hold.UsedUp
                ? byRule(one, Optional.of("no-credits"), Effect.none())
                : ask(item, one, one.ask().get(), hold);
    }

    private Outcome ask(Item<Due> item, Case one, Ask ask, Hold hold) {
        Effect release = () -> credits.release(hold);
        return switch (ask.model().ask(ask.prompt())) {
            case ModelReply.Said said ->
                Question.read(said.answer(), one.said())
                        .<Outcome>map(verdict -> new Outcome.Done(written(
                                one,
                                verdict,
                                new Assessments.Maker(Optional.of(said.model()), Optional.empty()),
                                () -> credits.settle(hold),
                                release)))
                        .orElseGet(() -> byRule(one, Optional.of("model-unreadable"), release));
            case ModelReply.Declined declined -> byRule(one, Optional.of("model-failed"), release);
            case ModelReply.Refused refused -> byRule(one, Optional.of("model-failed"), release);
            case ModelReply.Failed failed ->
                item.attempts() <= RETRIES
                        ? new Outcome.Again(BETWEEN_TRIES, failed.why(), release)
                        : byRule(one, Optional.of("model-failed"), release);
            case ModelReply.TooMany many -> tooMany(item, one, many.after(), many.why(), release);
            case ModelReply.Broken broken ->
                byRule(
                        one,
                        Optional.of("model-failed"),
                        release.then(() ->
                                connections.markBroken(ask.model().connection().id(), broken.finding())));
        };
    }

    private Outcome tooMany(Item<Due> item, Case one, Duration after, Reason why, Effect release) {
        boolean waits = after.compareTo(WAITS_AT_MOST) <= 0 && item.attempts() <= RETRIES;
        return waits ? new Outcome.Again(after, why, release) : byRule(one, Optional.of("model-failed"), release);
    }

    private Outcome byRule(Case one, Optional<String> note, Effect first) {
        Verdict verdict = Rules.weigh(one.said());
        Assessments.Maker maker = new Assessments.Maker(Optional.empty(), note);
        return new Outcome.Done(first.then(written(one, verdict, maker, Effect.none(), Effect.none())));
    }

    private Effect written(Case one, Verdict verdict, Assessments.Maker maker, Effect paid, Effect unpaid) {
        return () -> {
            if (!assessments.add(one.matter(), verdict, maker)) {
                unpaid.write();
                return;
            }
            ContactId contact = one.matter().contact();
            OptionalInt before = contacts.judged(
                    contact, verdict.score(), verdict.sentiment().tone());
            thresholds.crossed(contact, before, verdict.score());
            live.changed("conversation", one.matter().conversation());
            // Last: until the commit nobody else of the company pays.
            paid.write();
        };
    }

    /** Empty when they wrote nothing that can be read, or it was weighed already. */
    private Optional<Case> read(Due due, Instant until) {
        return Objects.requireNonNull(transaction.execute(
                status -> talks.transcript(new ConversationId(due.conversation()), LINES)
                        .flatMap(whole -> theCase(due, whole.until(until)))));
    }

    private Optional<Case> theCase(Due due, Transcript transcript) {
        List<Transcript.Line> theirs = transcript.lines().stream()
                .filter(line -> line.speaker() == Transcript.Speaker.CONTACT)
                .filter(line -> !Transcript.isWordless(line.text()))
                .toList();
        if (theirs.isEmpty() || assessments.made(theirs.getLast().message().value())) {
            return Optional.empty();
        }
        return Optional.of(new Case(
                theirs.stream().map(Transcript.Line::text).toList(),
                new Assessments.Matter(
                        new ContactId(due.contact()),
                        due.conversation(),
                        theirs.getLast().message().value()),
                assessments.newest(due.conversation()),
                models.inForce()
                        .map(model -> new Ask(
                                model,
                                Question.write(
                                        transcript,
                                        configurations.current(),
                                        workspaces.current().locale())))));
    }
}
