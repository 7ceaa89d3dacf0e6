package com.digiflowhub.chaos;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What three witnesses say who do not know each other: the load what it was promised, the sandbox what it was sent, the database what is
 * kept.
 *
 * @param promises what was answered 200
 * @param taken each time the provider took a message of ours, in the order of its journal
 * @param statusesDelivered by the id of our message, how many webhooks about it were acknowledged
 * @param envelopes the signs (ids of messages, poison) that lie in kept envelopes
 * @param unreadable by its sign what was set aside; the load sends again what was kept and not acknowledged, so one may be there twice
 * @param dead how many items were given up
 * @param dueLeft items that are due or held after everything came to rest
 * @param handedOver when each conversation was last put before a person, in microseconds; endlessly late while it waits there
 * @param effects of each item of work that nothing else guards, by its number, how often it took effect
 * @param wallBreaches rows without an existing workspace, and rows that name what only another workspace has, by table
 */
record Evidence(
        List<Promise> promises,
        List<Taken> taken,
        Map<String, Integer> statusesDelivered,
        Set<String> envelopes,
        List<Inbound> inbound,
        List<Ours> ours,
        List<Attempt> attempts,
        Map<String, Long> stops,
        Map<UUID, Long> handedOver,
        Books books,
        Set<String> unreadable,
        int dead,
        int dueLeft,
        Map<Long, Integer> effects,
        Map<String, Integer> wallBreaches) {

    /** What the provider took of ours; {@code toldAnError} when it then answered that it had failed, which alone allows another try. */
    record Taken(String message, boolean toldAnError) {}

    /**
     * A lead's message.
     *
     * @param id the provider's
     * @param message ours
     * @param place counted in the order in which its conversation shows it
     * @param keptAt in microseconds
     */
    record Inbound(
            String id, String message, UUID workspace, String person, UUID conversation, int place, long keptAt) {}

    /** A message of ours; {@code answering} is the lead's message that it answers, empty when it answers none. */
    record Ours(String id, UUID workspace, String person, String sender, String type, String state, String answering) {}

    /** One try to send; times in microseconds. */
    record Attempt(String message, int n, String result, long startedAt) {}

    /**
     * The ledger.
     *
     * @param off accounts whose balance is not the sum of their entries, or whose reserved is not the sum of what is set aside
     */
    record Books(long entries, long sumOfBalances, long negative, long off, long charges, long scoresByModel) {}
}
