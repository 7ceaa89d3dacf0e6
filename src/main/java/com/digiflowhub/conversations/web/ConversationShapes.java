package com.digiflowhub.conversations.web;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Facts;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts conversations and messages into the mission's shape; whatever we add to a message lies in its {@code metadata}. */
@Component
class ConversationShapes {
    static final int MESSAGES_WITH_ONE = 100;
    private static final String OUTCOME_UNKNOWN = "outcome_unknown";

    private final Conversations conversations;
    private final Contacts contacts;
    private final Facts facts;
    private final JsonMapper json;

    ConversationShapes(Conversations conversations, Contacts contacts, Facts facts, JsonMapper json) {
        this.conversations = conversations;
        this.contacts = contacts;
        this.facts = facts;
        this.json = json;
    }

    /** {@code messages} and {@code messagesCursor} are left out in lists. */
    @Describe("All that was said between one contact and one of the workspace's accounts.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConversationShape(
            UUID id,
            UUID contactId,

            @Describe("How they talk, by the channel's key: whatsapp, for instance.")
            String channel,

            @Describe("The last 100, newest last; lists carry none.") @Nullable
            List<MessageShape> messages,

            @Describe("Leads to older ones; left out when there are none.") @Nullable
            String messagesCursor,

            @Describe("The contact's score, 0 to 100.") int score,

            @Describe("The name of the lead's stage, empty when there is no lead.")
            String stage,

            @Describe("The id of the playbook now running, empty when none is.")
            String playbook,

            @Describe(
                    value = "scheduled: snoozed, or waiting for its next automatic step.",
                    oneOf = {"active", "closed", "scheduled"})
            String status,

            Instant createdAt,
            Instant updatedAt,

            @Describe(
                    "Who answers (ownerId), who waits and why, until when free text may leave, how much is unread, of how many messages the outcome is unknown (outcomeUnknown).")
            Map<String, Object> metadata) {}

    @Describe("One message.")
    record MessageShape(
            @Describe(
                    value = "user is a person of the team.",
                    oneOf = {"bot", "contact", "user"})
            String sender,

            String text,
            Instant timestamp,

            @Describe(
                    "Its id, delivery state and reason, the provider's id, the author, what it is besides text. The state outcome_unknown: it may have arrived; with toDecide a person is asked, by arrived or resend.")
            Map<String, Object> metadata) {}

    List<ConversationShape> list(List<Conversation> some) {
        List<ContactId> people = some.stream().map(Conversation::contact).toList();
        Map<ContactId, Contact> known = contacts.findAll(people);
        Map<ContactId, String> stages = facts.of("lead.stage", String.class, people);
        Map<ConversationId, Integer> unknown = conversations.unknownOutcomes(
                some.stream().map(Conversation::id).toList());
        return some.stream()
                .map(conversation -> shape(conversation, known, stages, unknown, null, null))
                .toList();
    }

    ConversationShape whole(Conversation conversation) {
        List<Message> last = conversations.messages(conversation.id(), Optional.empty(), MESSAGES_WITH_ONE);
        List<ContactId> person = List.of(conversation.contact());
        String cursor =
                last.size() < MESSAGES_WITH_ONE ? null : last.getFirst().id().toString();
        return shape(
                conversation,
                contacts.findAll(person),
                facts.of("lead.stage", String.class, person),
                conversations.unknownOutcomes(List.of(conversation.id())),
                last.stream().map(this::message).toList(),
                cursor);
    }

    MessageShape message(Message message) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("id", message.id().value());
        metadata.put(
                "state",
                message.state() == MessageState.UNKNOWN
                        ? OUTCOME_UNKNOWN
                        : message.state().stored());
        if (message.toDecide()) {
            metadata.put("toDecide", true);
        }
        if (message.sender() != Author.CONTACT) {
            metadata.put("promise", message.promise().stored());
        }
        put(metadata, "reason", message.reason());
        put(metadata, "providerId", message.providerId());
        put(metadata, "repliesTo", message.repliesTo());
        put(metadata, "authorId", message.author().map(UserId::value));
        if (message.leaving()) {
            metadata.put("wasAlreadyLeaving", true);
        }
        metadata.put("content", json.readTree(message.content()));
        put(metadata, "grounds", message.grounds().map(json::readTree));
        return new MessageShape(
                message.sender().name().toLowerCase(Locale.ROOT), message.text(), message.at(), metadata);
    }

    private static ConversationShape shape(
            Conversation conversation,
            Map<ContactId, Contact> known,
            Map<ContactId, String> stages,
            Map<ConversationId, Integer> unknown,
            @Nullable List<MessageShape> messages,
            @Nullable String cursor) {
        Contact contact = known.get(conversation.contact());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("unread", conversation.unread());
        metadata.put("outcomeUnknown", unknown.getOrDefault(conversation.id(), 0));
        put(metadata, "ownerId", conversation.owner().map(UserId::value));
        put(metadata, "waitingSince", conversation.waiting().map(Conversation.Waiting::since));
        put(metadata, "waitingReason", conversation.waiting().map(Conversation.Waiting::reason));
        put(metadata, "windowUntil", conversation.windowUntil());
        return new ConversationShape(
                conversation.id().value(),
                conversation.contact().value(),
                conversation.channel(),
                messages,
                cursor,
                contact == null ? 0 : contact.score().orElse(0),
                stages.getOrDefault(conversation.contact(), ""),
                "",
                conversation.status().name().toLowerCase(Locale.ROOT),
                conversation.createdAt(),
                conversation.updatedAt(),
                metadata);
    }

    private static void put(Map<String, Object> metadata, String name, Optional<?> value) {
        value.ifPresent(present -> metadata.put(name, present));
    }
}
