package com.digiflowhub.conversations;

import com.digiflowhub.channels.Address;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.Optional;

/** All that was said between one contact and one of our accounts, and who answers now. */
public record Conversation(
        ConversationId id,
        ContactId contact,
        ConnectionId connection,
        String channel,
        Address address,
        Status status,
        Optional<UserId> owner,
        long epoch,
        Optional<Waiting> waiting,
        Optional<Instant> windowUntil,
        Optional<Instant> lastInboundAt,
        Optional<MessageId> lastInbound,
        Last last,
        int unread,
        Instant createdAt,
        Instant updatedAt) {

    /** The mission's words: scheduled is snoozed, or waiting for its next automatic step. */
    public enum Status {
        ACTIVE,
        CLOSED,
        SCHEDULED
    }

    /** Somebody of the team is wanted, since when and why. */
    public record Waiting(Instant since, String reason) {}

    /** The last words, for lists. */
    public record Last(Instant at, String sender, String text) {}

    public boolean ownedByPerson() {
        return owner.isPresent();
    }
}
