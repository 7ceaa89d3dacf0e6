package com.digiflowhub.chaos;

import java.util.UUID;

/**
 * A webhook that was answered 200, as the load wrote it down before it sent anything else for that person.
 *
 * @param id the provider's id of the message in it; of poison the sign by which its envelope is known
 * @param place counted up for each person: one is sent when the one before was acknowledged
 */
record Promise(String id, UUID workspace, String number, String person, Kind kind, int place) {
    /** What a webhook is about. */
    enum Kind {
        TEXT,
        /** What only an answer settles. */
        QUESTION,
        STOP,
        /** Well signed, and nobody can read it. */
        POISON
    }
}
