package com.digiflowhub.channels;

/** Bytes from which nothing can be read; the envelope is set aside with the reason, a code whose words are {@code reconciliation.why}. */
public final class UnreadableEnvelope extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableEnvelope(String why) {
        super(why, null, false, false);
    }
}
