package com.digiflowhub.conversations.turn;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.platform.work.Work;
import com.digiflowhub.vocabulary.Answerer;
import com.digiflowhub.vocabulary.Claim;
import com.digiflowhub.vocabulary.Talk;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who answers? The answerers are asked in the order of their rank; the first who claims it gets the turn. A turn begun is not moved by a
 * newer message: its effect puts a new alarm when one is there, so that who writes every few seconds is answered too.
 */
@Component
class Turn implements Task<Turn.Due> {
    static final String KIND = "turn";

    private final ConversationRows conversations;
    private final Turns turns;
    private final List<Answerer> answerers;
    private final Work work;
    private final Acknowledge acknowledge;
    private final TransactionOperations transaction;

    Turn(
            ConversationRows conversations,
            Turns turns,
            List<Answerer> answerers,
            Work work,
            Acknowledge acknowledge,
            TransactionOperations transaction) {
        this.conversations = conversations;
        this.turns = turns;
        this.answerers = answerers.stream()
                .sorted(Comparator.comparingInt(Answerer::rank))
                .toList();
        this.work = work;
        this.acknowledge = acknowledge;
        this.transaction = transaction;
    }

    record Due(UUID conversation) {}

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
        return items.stream().map(this::take).toList();
    }

    private Outcome take(Item<Due> item) {
        ConversationId id = new ConversationId(item.payload().conversation());
        Optional<Conversation> seen = transaction.execute(status -> conversations.find(id));
        if (seen == null || seen.isEmpty() || seen.get().lastInbound().isEmpty()) {
            return Outcome.done();
        }
        Conversation conversation = seen.get();
        Talk talk = new Talk(
                id.value(),
                conversation.contact(),
                conversation.ownedByPerson(),
                conversation.epoch(),
                conversation.lastInbound().get().value());
        Optional<Claim> claim = answerers.stream()
                .map(answerer -> answerer.claim(talk))
                .flatMap(Optional::stream)
                .findFirst();
        return new Outcome.Done(() -> give(conversation, claim));
    }

    private void give(Conversation seen, Optional<Claim> claim) {
        Conversation now = conversations.lock(seen.id()).orElseThrow();
        conversations.turnTaken(seen.id());
        if (now.epoch() == seen.epoch()) {
            Optional<NewItem> answer = claim.flatMap(Claim::work);
            answer.ifPresent(work::put);
            if (claim.isEmpty()) {
                conversations.await(seen.id(), "nobody-answers");
            }
            acknowledge.put(now, answer.isPresent());
        }
        if (!now.lastInbound().equals(seen.lastInbound())) {
            turns.expect(seen.id());
        }
    }
}
