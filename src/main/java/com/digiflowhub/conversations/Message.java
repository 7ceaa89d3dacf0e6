package com.digiflowhub.conversations;

import com.digiflowhub.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/** One message. {@code content} is what it is besides text (JSON), {@code grounds} why the assistant said it (JSON). */
public record Message(
        MessageId id,
        ConversationId conversation,
        Author sender,
        Optional<UserId> author,
        String text,
        String content,
        Optional<String> providerId,
        Optional<String> repliesTo,
        MessageState state,
        Optional<String> reason,
        Optional<String> detail,
        boolean leaving,
        Optional<String> grounds,
        Instant at) {}
