package com.digiflowhub.connections;

/** What the door says back. */
public record Answer(int status, String text) {
    static final Answer TAKEN = new Answer(200, "");
    static final Answer REFUSED = new Answer(403, "");
    static final Answer NOT_FOUND = new Answer(404, "");
    static final Answer NOT_ALLOWED = new Answer(405, "");
    static final Answer AWAY = new Answer(503, "");

    static Answer challenge(String challenge) {
        return new Answer(200, challenge);
    }
}
