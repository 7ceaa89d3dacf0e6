package com.digiflowhub.assistant;

import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.assistant.llm.Models;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.vocabulary.ContactId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the assistant would answer a lead now, and which entry each sentence comes from. Nothing is written, and nobody is told. */
@Component
public class Rehearsal {
    private final AiConfigurations configurations;
    private final Scenes scenes;
    private final Models models;
    private final Grounding grounding;
    private final Instructions instructions;
    private final HubClock clock;

    Rehearsal(
            AiConfigurations configurations,
            Scenes scenes,
            Models models,
            Grounding grounding,
            Instructions instructions,
            HubClock clock) {
        this.configurations = configurations;
        this.scenes = scenes;
        this.models = models;
        this.grounding = grounding;
        this.instructions = instructions;
        this.clock = clock;
    }

    /** How it would end. */
    public sealed interface Answer {
        /** The words of the assistant's own, in one line; empty where there are none. */
        default String words() {
            return this instanceof Said said
                    ? said.sentences().stream().map(Sentence::text).collect(Collectors.joining(" "))
                    : "";
        }

        /** {@code model} is empty when the words are an entry's own. */
        record Said(List<Sentence> sentences, Optional<String> model) implements Answer {
            public Said {
                sentences = List.copyOf(sentences);
            }
        }

        /** A person would be asked, with the reason; {@code draft} is what would be kept for them, {@code claims} the words in it that no source holds. */
        record Person(String reason, Optional<String> draft, List<String> claims) implements Answer {
            public Person {
                claims = List.copyOf(claims);
            }
        }

        /** A nod: nothing would be said. */
        record Silence() implements Answer {}
    }

    /** {@code from} is the entry whose words are most like it; empty for what needs none. */
    public record Sentence(String text, Optional<QaEntry> from) {}

    /** What was asked before, and what was answered; empty where nothing was said. */
    public record Turn(String question, String answer) {}

    /**
     * Calls the model when there is one: not inside a transaction. {@code asDrafted}: with the configuration that is being written. What
     * was said {@code before} is known to it, oldest first.
     */
    public Answer answer(List<Turn> before, String question, boolean asDrafted) {
        Scene scene = scene(before, question, asDrafted ? configurations.draft() : configurations.current());
        return Decision.atFirstLook(scene)
                .map(decision -> shown(scene, decision))
                .orElseGet(() -> models.inForce()
                        .map(model -> asked(grounding.widened(scene, model), model))
                        .orElseGet(() -> shown(scene, Decision.fromEntries(scene))));
    }

    private Answer asked(Scene scene, Models.Chosen model) {
        return shown(scene, ask(scene, model));
    }

    private Decision ask(Scene scene, Models.Chosen model) {
        return switch (model.ask(instructions.write(scene))) {
            case ModelReply.Said said -> Guard.judge(scene, ReplyForm.read(said));
            case ModelReply.Declined declined -> new Decision.HandOver(Decision.UNSURE);
            case ModelReply.Refused refused -> new Decision.HandOver(Decision.MODEL_FAILED);
            case ModelReply.Failed failed -> new Decision.HandOver(Decision.MODEL_FAILED);
            case ModelReply.TooMany many -> new Decision.HandOver(Decision.MODEL_FAILED);
            case ModelReply.Broken broken -> Decision.fromEntries(scene);
        };
    }

    private static Answer shown(Scene scene, Decision decision) {
        return switch (decision) {
            case Decision.Silence nothing -> new Answer.Silence();
            case Decision.HandOver over -> new Answer.Person(over.reason(), Optional.empty(), List.of());
            case Decision.Hold hold -> new Answer.Person(Decision.CLAIM, Optional.of(hold.text()), hold.claims());
            case Decision.Say say -> {
                List<QaEntry> used = scene.entries().stream()
                        .map(QaEntry.Found::entry)
                        .filter(entry -> say.used().contains(entry.id()))
                        .toList();
                yield new Answer.Said(
                        sentences(say.text()).stream()
                                .map(sentence -> new Sentence(sentence, from(sentence, used)))
                                .toList(),
                        say.grounds().model());
            }
        };
    }

    static List<String> sentences(String text) {
        return Arrays.stream(text.split("(?<=[.!?…])\\s+(?=\\p{Lu})|\n+"))
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    /** The only one there is, or the one that shares most words with it. */
    private static Optional<QaEntry> from(String sentence, List<QaEntry> used) {
        List<Lexicon.Word> words = Lexicon.words(sentence);
        return used.stream()
                .map(entry -> Map.entry(entry, shared(words, entry)))
                .filter(scored -> used.size() == 1 || scored.getValue() > 0)
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    private static long shared(List<Lexicon.Word> words, QaEntry entry) {
        List<Lexicon.Word> others = Lexicon.words(entry.question() + " " + entry.response());
        return words.stream()
                .filter(word -> others.stream().anyMatch(other -> Lexicon.alike(word, other) > 0))
                .count();
    }

    Scene scene(List<Turn> before, String question, AiConfiguration configuration) {
        List<Transcript.Line> lines = new ArrayList<>();
        for (Turn turn : before) {
            lines.add(line(Transcript.Speaker.CONTACT, turn.question()));
            if (!turn.answer().isEmpty()) {
                lines.add(line(Transcript.Speaker.BOT, turn.answer()));
            }
        }
        Transcript.Line asked = line(Transcript.Speaker.CONTACT, question);
        lines.add(asked);
        Transcript transcript = new Transcript(
                new ConversationId(clock.nextId()),
                new ContactId(clock.nextId()),
                Optional.empty(),
                0,
                false,
                before.isEmpty(),
                lines);
        return new Scene(transcript, List.of(asked), configuration, scenes.entries(transcript, List.of(asked)));
    }

    private Transcript.Line line(Transcript.Speaker speaker, String text) {
        return new Transcript.Line(new MessageId(clock.nextId()), speaker, text, clock.now());
    }
}
