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
 * @param accepted by the id of our message, how often the provider took it
 * @param statusesDelivered by the id of our message, how many webhooks about it were acknowledged
 * @param envelopes the signs (ids of messages, poison) that lie in kept envelopes
 * @param unreadable by its sign what was set aside; the load sends again what was kept and not acknowledged, so one may be there twice
 * @param dead how many items were given up
 * @param dueLeft items that are due or held after everything came to rest
 * @param wallBreaches rows of one workspace that hang on a row of another, by table
 */
record Evidence(
        List<Promise> promises,
        Map<String, Integer> accepted,
        Map<String, Integer> statusesDelivered,
        Set<String> envelopes,
        List<Inbound> inbound,
        List<Ours> ours,
        List<Attempt> attempts,
        Map<String, Long> stops,
        Books books,
        Set<String> unreadable,
        int dead,
        int dueLeft,
        Map<String, Integer> wallBreaches) {

    /** A lead's message as it is kept; {@code place} is counted in the order in which its conversation shows it. */
    record Inbound(String id, UUID workspace, String person, UUID conversation, int place) {}

    /** A message of ours. */
    record Ours(String id, UUID workspace, String person, String sender, String type, String state) {}

    /** One try to send; times in microseconds. */
    record Attempt(String message, int n, String result, long startedAt) {}

    /**
     * The ledger.
     *
     * @param off accounts whose balance is not the sum of their entries, or whose reserved is not the sum of what is set aside
     */
    record Books(long entries, long sumOfBalances, long negative, long off, long charges, long scoresByModel) {}
}
