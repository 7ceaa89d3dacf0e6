package com.digiflowhub.sandbox.whatsapp;

/** Ends the reading of a request at the first thing wrong with it. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient GraphError error;

    Refused(GraphError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    GraphError error() {
        return error;
    }
}
