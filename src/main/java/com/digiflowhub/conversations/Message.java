package com.digiflowhub.conversations;

import com.digiflowhub.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One message. {@code content} is what it is besides text (JSON), {@code grounds} why the assistant said it (JSON). {@code toDecide} when its
 * outcome is unknown and its provider had time to tell: a person decides.
 */
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
        Promise promise,
        boolean toDecide,
        Instant at) {
    public static final String SENT_AGAIN = "sent-again";

    /** Of unknown outcome until a person sent another in its place; what the provider tells later is still news. */
    public boolean sentAgain() {
        return state == MessageState.FAILED && reason.equals(Optional.of(SENT_AGAIN));
    }
}
