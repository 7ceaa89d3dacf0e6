package com.digiflowhub.testing;

import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.Reply;
import com.digiflowhub.conversations.Talks;
import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.vocabulary.Answerer;
import com.digiflowhub.vocabulary.Claim;
import com.digiflowhub.vocabulary.Talk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;

/** An answerer whose words a test decides, workspace by workspace; where a test decided nothing it claims nothing. */
public final class ScriptedAnswers implements Answerer, Task<ScriptedAnswers.Due> {
    private final Map<WorkspaceId, Function<Transcript, Verdict>> scripts = new ConcurrentHashMap<>();
    private final ObjectProvider<Talks> talks;

    public ScriptedAnswers(ObjectProvider<Talks> talks) {
        this.talks = talks;
    }

    /** What the script wants. */
    public sealed interface Verdict {
        record Say(String text) implements Verdict {}

        record HandOver(String reason) implements Verdict {}

        record Silence() implements Verdict {}
    }

    public record Due(UUID conversation, UUID answering) {}

    public void in(WorkspaceId workspace, Function<Transcript, Verdict> script) {
        scripts.put(workspace, script);
    }

    public void leave(WorkspaceId workspace) {
        scripts.remove(workspace);
    }

    @Override
    public int rank() {
        return 390;
    }

    @Override
    public Optional<Claim> claim(Talk talk) {
        return Optional.ofNullable(scripts.get(Tenancy.require()))
                .map(script -> new Claim(
                        "script",
                        Optional.of(NewItem.item(
                                NewItem.MODEL,
                                talk.conversation(),
                                kind(),
                                new Due(talk.conversation(), talk.lastMessage()),
                                Instant.EPOCH))));
    }

    @Override
    public String kind() {
        return "scripted-answer";
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
        ConversationId conversation = new ConversationId(item.payload().conversation());
        Transcript transcript = talks.getObject().transcript(conversation, 30).orElseThrow();
        Function<Transcript, Verdict> script = scripts.getOrDefault(item.workspace(), seen -> new Verdict.Silence());
        return switch (script.apply(transcript)) {
            case Verdict.Say say ->
                new Outcome.Done(() -> talks.getObject()
                        .reply(
                                conversation,
                                transcript.epoch(),
                                new MessageId(item.payload().answering()),
                                new Reply(say.text(), new Reply.Grounds("qa", Optional.empty(), "", List.of()))));
            case Verdict.HandOver over ->
                new Outcome.Done(() -> talks.getObject().handOver(conversation, transcript.epoch(), over.reason()));
            case Verdict.Silence silence -> Outcome.done();
        };
    }
}
