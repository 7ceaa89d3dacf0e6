package com.digiflowhub.assistant;

import com.digiflowhub.channels.Address;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.contacts.PersonAddress;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.Promise;
import com.digiflowhub.conversations.log.ConversationRows;
import com.digiflowhub.conversations.log.MessageRows;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Talk;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who writes to a workspace of an {@link AnsweringHub}; the assistant's turn comes when the test says so. */
final class Lead {
    private static final AtomicLong NUMBERS = new AtomicLong(33_639_985_000L);

    private final AnsweringHub hub;
    private final WorkspaceId workspace;
    private final Conversation conversation;

    private Lead(AnsweringHub hub, WorkspaceId workspace, Conversation conversation) {
        this.hub = hub;
        this.workspace = workspace;
        this.conversation = conversation;
    }

    static Lead of(AnsweringHub hub, WorkspaceId workspace) {
        String number = "+" + NUMBERS.incrementAndGet();
        Conversation opened = hub.transaction(workspace, () -> {
            ContactId contact = hub.part(Contacts.class)
                    .arrive(List.of(PersonAddress.phone(number, number)), "Inès Moreau", "whatsapp");
            return hub.part(ConversationRows.class)
                    .open(
                            new ConnectionId(UUID.randomUUID()),
                            "whatsapp",
                            contact,
                            new Address(Optional.of(number), Optional.empty()));
        });
        return new Lead(hub, workspace, opened);
    }

    /** As the hub takes it down when it comes in. */
    MessageId writes(String text) {
        return hub.transaction(workspace, () -> {
            Instant now = hub.time().instant();
            MessageRows messages = hub.part(MessageRows.class);
            MessageId id = messages.add(new MessageRows.New(
                            conversation.id(),
                            conversation.connection(),
                            Author.CONTACT,
                            Optional.empty(),
                            text,
                            text.isEmpty() ? "{\"type\":\"image\"}" : "{\"type\":\"text\"}",
                            Optional.of("wamid." + UUID.randomUUID()),
                            Optional.empty(),
                            Optional.empty(),
                            0,
                            MessageState.RECEIVED,
                            Optional.empty(),
                            Promise.REPLY,
                            now))
                    .orElseThrow();
            hub.part(ConversationRows.class)
                    .wrote(
                            conversation.id(),
                            new ConversationRows.Inbound(
                                    id, now, text, Optional.of(now.plusSeconds(86_400)), Optional.empty()));
            return id;
        });
    }

    /** What the assistant would do about it now; nothing of it is written yet. */
    Outcome think() {
        return think(due(), 0);
    }

    Outcome think(Answering.Due due, int attempts) {
        return in(() -> hub.part(Answering.class).run(List.of(new OneItem(due, attempts))))
                .getFirst();
    }

    Answering.Due due() {
        Conversation now = now();
        Talk talk = new Talk(
                now.id().value(),
                now.contact(),
                now.ownedByPerson(),
                now.epoch(),
                now.lastInbound().orElseThrow().value());
        NewItem item = hub.part(AssistantAnswers.class)
                .claim(talk)
                .orElseThrow()
                .work()
                .orElseThrow();
        return (Answering.Due) item.payload();
    }

    /** Writes what a finished outcome wants written. */
    void write(Outcome outcome) {
        if (!(outcome instanceof Outcome.Done done)) {
            throw new AssertionError("not done but " + outcome);
        }
        hub.transaction(workspace, () -> {
            done.effect().write();
            return true;
        });
    }

    /** Writes, and is answered. */
    Lead says(String text) {
        writes(text);
        write(think());
        return this;
    }

    Conversation now() {
        return in(() -> hub.transaction(
                        workspace, () -> hub.part(ConversationRows.class).find(conversation.id())))
                .orElseThrow();
    }

    ConversationId conversation() {
        return conversation.id();
    }

    List<Message> answers() {
        return hub
                .transaction(
                        workspace, () -> hub.part(MessageRows.class).last(conversation.id(), Optional.empty(), 100))
                .stream()
                .filter(message -> message.sender() == Author.BOT)
                .toList();
    }

    String answer() {
        return answers().getLast().text();
    }

    JsonNode grounds() {
        return JsonMapper.shared().readTree(answers().getLast().grounds().orElseThrow());
    }

    Optional<String> waitsBecause() {
        return now().waiting().map(Conversation.Waiting::reason);
    }

    <R> R in(Supplier<R> work) {
        return Tenancy.in(workspace, work);
    }

    /** As the engine would hand it over. */
    private final class OneItem extends Item<Answering.Due> {
        private final int attempts;

        OneItem(Answering.Due due, int attempts) {
            super(workspace, NewItem.MODEL, due.conversation(), due, hub.time().instant());
            this.attempts = attempts;
        }

        @Override
        public int attempts() {
            return attempts;
        }

        @Override
        public <R> R begin(Supplier<R> inTransaction) {
            throw new UnsupportedOperationException("an answer is written to nobody's socket");
        }
    }
}
