package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.llm.AnswerForm;
import com.digiflowhub.assistant.llm.ModelFaults;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.ModelReply.Usage;
import com.digiflowhub.assistant.llm.Prompt;
import com.digiflowhub.platform.fetch.Fetched;
import com.digiflowhub.platform.work.Reason;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Chat Completions with a structured reply. Servers of this wire differ in what they take besides messages, so each is asked in the best
 * manners first and met one step lower whenever it refuses something, or says what nobody can read.
 */
final class Completions {
    private static final int TRIES = 8;
    private static final Set<Integer> REFUSALS = Set.of(400, 422, 501);

    private final Wire wire;
    private final InstantSource clock;
    private final Ladder ladder;

    Completions(Wire wire, InstantSource clock) {
        this.wire = wire;
        this.clock = clock;
        this.ladder = new Ladder(clock);
    }

    /** What a try asks for; {@code spent} is what the tries before it cost. */
    private record Try(Manners manners, int maxTokens, Usage spent) {
        Try with(Manners other) {
            return new Try(other, maxTokens, spent);
        }

        Try withTwiceTheRoom() {
            return new Try(manners, maxTokens * 2, spent);
        }

        Try after(Fetched answer) {
            return new Try(manners, maxTokens, spent.plus(usage(answer)));
        }
    }

    Manners.Rung rung(OpenAiSettings settings, String model) {
        return ladder.of(settings, model).rung();
    }

    ModelReply ask(OpenAiSettings settings, String model, Prompt prompt) {
        Try next = new Try(ladder.of(settings, model), settings.maxTokens(), Usage.NONE);
        for (int tries = 0; tries < TRIES; tries++) {
            Fetched answer = wire.post(
                    settings, "/chat/completions", Body.of(settings, model, prompt, next.manners(), next.maxTokens()));
            next = next.after(answer);
            Optional<JsonNode> said = said(answer, prompt.form());
            if (said.isPresent()) {
                ladder.learn(settings, model, next.manners());
                return new ModelReply.Said(model, said.get(), next.spent());
            }
            Optional<Try> another = another(answer, next, settings);
            if (another.isEmpty()) {
                if (unreadable(answer)) {
                    ladder.doubt(settings, model, next.manners());
                }
                return ending(answer);
            }
            next = another.get();
        }
        return ModelFaults.unreadable();
    }

    /** Whether asking in another way may help, and in which. */
    private static Optional<Try> another(Fetched answer, Try done, OpenAiSettings settings) {
        if (!(answer instanceof Fetched.Came came)) {
            return Optional.empty();
        }
        if (REFUSALS.contains(came.status())) {
            return lower(came, done.manners()).map(done::with);
        }
        if (wasCut(answer)) {
            return done.maxTokens() > 0 && done.maxTokens() == settings.maxTokens()
                    ? Optional.of(done.withTwiceTheRoom())
                    : Optional.empty();
        }
        return unreadable(answer) ? done.manners().down().map(done::with) : Optional.empty();
    }

    private static Optional<Manners> lower(Fetched.Came came, Manners manners) {
        Optional<Manners> named = manners.after(complaint(came));
        boolean silent = came.error("code").isEmpty() && came.error("param").isEmpty();
        Manners bare = manners.bare();
        return named.or(() -> silent && !manners.equals(bare) ? Optional.of(bare) : Optional.empty());
    }

    /** What it found wrong; servers that do not write errors as this wire does tell it somewhere in the body. */
    private static String complaint(Fetched.Came came) {
        String told = came.error("param") + " " + came.error("message");
        return told.isBlank() ? came.body().toString() : told;
    }

    private ModelReply ending(Fetched answer) {
        if (!(answer instanceof Fetched.Came came) || !came.fine()) {
            return Faults.of(answer, clock.instant());
        }
        if (declined(came)) {
            return new ModelReply.Declined(new Reason("model-declined", "the model would not answer"));
        }
        return wasCut(answer)
                ? new ModelReply.Failed(new Reason("model-cut", "the answer needs more room than the settings allow"))
                : ModelFaults.unreadable();
    }

    /** Servers may ignore what was asked of the form, so the answer is read as if nothing had been. */
    private static Optional<JsonNode> said(Fetched answer, AnswerForm form) {
        if (!(answer instanceof Fetched.Came came) || !came.fine() || declined(came)) {
            return Optional.empty();
        }
        JsonNode message = came.body().at("/choices/0/message");
        JsonNode arguments = message.at("/tool_calls/0/function/arguments");
        return form.fitting(arguments)
                .or(() -> form.read(arguments.asString("")))
                .or(() -> form.read(message.path("content").asString("")));
    }

    private static boolean declined(Fetched.Came came) {
        JsonNode choice = came.body().at("/choices/0");
        return choice.path("finish_reason").asString("").equals("content_filter")
                || !choice.path("message").path("refusal").asString("").isEmpty();
    }

    private static boolean wasCut(Fetched answer) {
        return answer instanceof Fetched.Came came
                && came.body().at("/choices/0/finish_reason").asString("").equals("length");
    }

    /** It answered, and not in a form that we know. */
    private static boolean unreadable(Fetched answer) {
        return answer instanceof Fetched.Came came
                && came.fine()
                && came.body().at("/choices/0/message").isObject()
                && !declined(came)
                && !wasCut(answer);
    }

    private static Usage usage(Fetched answer) {
        if (!(answer instanceof Fetched.Came came)) {
            return Usage.NONE;
        }
        JsonNode usage = came.body().path("usage");
        return new Usage(
                usage.path("prompt_tokens").asInt(0),
                usage.path("completion_tokens").asInt(0));
    }
}
