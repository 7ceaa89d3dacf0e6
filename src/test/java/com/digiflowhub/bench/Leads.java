package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.Agency;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * People who ask once each, in some companies in turn: when each was answered 200, and when the provider took the reply by its own journal.
 * The wait of a lead is counted from the 200 and the quiet time after it. Their numbers bear a sign of two digits, by which they are found.
 */
final class Leads {
    static final Duration QUIET = Duration.ofMillis(1_500);
    static final Duration AT_MOST = Duration.ofMinutes(20);
    private static final int SENT_AT_MOST = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    /** A look takes longer the more there is to count. */
    private static final int RESTS_AS_LONG_AS_IT_LOOKED = 30;

    private static final String OURS = """
            from conversations.message m
            join conversations.conversation v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
           where m.sender = 'bot' and v.number like '+336%s%%'
            """;

    private final BenchRig rig;
    private final String sign;
    private final List<Client> companies;
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();
    private Instant began = Instant.now();
    private Map<String, Instant> answered = Map.of();

    Leads(BenchRig rig, int sign, List<Client> companies) {
        this.rig = rig;
        this.sign = "%02d".formatted(sign);
        this.companies = companies;
    }

    /** In all companies, through these doors; a rate of 0 is as fast as it goes. Each is answered by one reply, and calm has come. */
    static Leads whole(BenchRig rig, int sign, List<Integer> doors, int people, double rate) {
        Leads leads = new Leads(rig, sign, rig.clients());
        leads.ask(Sizes.CONNECTIONS, doors, people, rate);
        leads.awaitReplies();
        rig.calm();
        leads.eachAnsweredOnce();
        return leads;
    }

    /** Until all were answered 200: what was answered 503 is sent again, as a provider does. */
    void ask(int connections, List<Integer> doors, int people, double rate) {
        began = Instant.now();
        Pressure pressure = new Pressure(connections, doors, rig.account().appSecret());
        List<Long> left = LongStream.range(0, people).boxed().toList();
        for (int times = 1; !left.isEmpty(); times++) {
            assertThat(times).as("times that a webhook was sent").isLessThanOrEqualTo(SENT_AT_MOST);
            List<Long> now = left;
            Pressure.Felt felt = pressure.press(
                    n -> question(now.get((int) n)),
                    now.size(),
                    Duration.ofDays(1),
                    rate,
                    n -> asked.put(person(now.get((int) n)), Instant.now()));
            left = now.stream()
                    .filter(place -> !asked.containsKey(person(place)))
                    .toList();
            assertThat(felt.refused()).as("answered 503").isEqualTo(left.size());
        }
    }

    private byte[] question(long place) {
        return Webhook.text(
                rig.account().accountId(),
                company(place).number(),
                person(place),
                "wamid.BENCH" + sign + "." + place,
                Agency.QUESTION);
    }

    /** Until a reply to each has ended, well or not. Looks seldom, because looking costs the machine what is measured on it. */
    void awaitReplies() {
        Patience.waitFor(
                "everybody has a reply",
                () -> {
                    Instant looked = Instant.now();
                    long replies = rig.one("select count(distinct v.id) " + OURS.formatted(sign)
                            + " and m.state not in ('queued', 'sending', 'held')");
                    Duration look = Duration.between(looked, Instant.now());
                    Patience.pause(BETWEEN_LOOKS.plus(look.multipliedBy(RESTS_AS_LONG_AS_IT_LOOKED)));
                    return replies;
                },
                replies -> replies >= asked.size(),
                AT_MOST);
    }

    /** What the provider took until now; it never took two replies for one person, nor one of them twice. */
    Map<String, Instant> answered() {
        Map<String, List<Instant>> taken = rig.sandbox().accepted();
        Map<String, Instant> found = new HashMap<>();
        rig.owner()
                .sql("select m.id::text, ltrim(v.number, '+') " + OURS.formatted(sign))
                .query(row -> {
                    List<Instant> times = taken.getOrDefault(row.getString(1), List.of());
                    assertThat(times).as("the provider took the reply once").hasSizeLessThan(2);
                    if (!times.isEmpty()) {
                        Instant former = found.put(row.getString(2), times.getFirst());
                        assertThat(former).as("one reply a person").isNull();
                    }
                });
        answered = found;
        return found;
    }

    void eachAnsweredOnce() {
        assertThat(answered().keySet()).as("answers 200 = people with a reply").isEqualTo(asked.keySet());
    }

    int asked() {
        return asked.size();
    }

    /** Those to whom the provider took nothing until {@link #answered} was asked for. */
    Set<String> unanswered() {
        Set<String> left = new HashSet<>(asked.keySet());
        left.removeAll(answered.keySet());
        return left;
    }

    /** Those whose reply stands there by the hub's own books. */
    Set<String> withReply(String state) {
        return rig
                .owner()
                .sql("select distinct ltrim(v.number, '+') " + OURS.formatted(sign) + " and m.state = :state")
                .param("state", state)
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Conversations a second, from the first question to the last reply. */
    double rate() {
        Instant last = answered.values().stream().max(Instant::compareTo).orElseThrow();
        return asked.size() / (Duration.between(began, last).minus(QUIET).toNanos() / 1e9);
    }

    Spread waits() {
        return waits(company -> true);
    }

    /** Of those who asked in such companies and were answered. */
    Spread waits(Predicate<Client> in) {
        List<Double> waits = new ArrayList<>();
        answered.forEach((person, at) -> {
            Instant from = asked.getOrDefault(person, at).plus(QUIET);
            if (in.test(company(Long.parseLong(person.substring(("336" + sign).length()))))) {
                waits.add(Math.max(0, Duration.between(from, at).toNanos() / 1e6));
            }
        });
        return Spread.of(waits);
    }

    private Client company(long place) {
        return companies.get((int) (place % companies.size()));
    }

    private String person(long place) {
        return "336%s%06d".formatted(sign, place);
    }
}
