package com.digiflowhub.conversations;

/** Asked for a conversation or a message that is not there, or not in this workspace. */
public final class NoSuchConversation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchConversation() {
        super("no such conversation", null, false, false);
    }
}
