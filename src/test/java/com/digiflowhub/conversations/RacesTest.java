package com.digiflowhub.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * A person takes over, or a lead says STOP, at the very moment at which a reply of the assistant is about to leave, a thousand times each.
 * Whatever attempt of the assistant is not committed when they are done must never be.
 */
class RacesTest {
    private static final int RACES = 1_000;
    /** So many replies wait at once that the send of each comes about when its race does. */
    private static final int AT_ONCE = 8;

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Random chance = new Random(4_711);

    @Test
    void no_attempt_of_the_assistant_is_committed_after_somebody_took_over() throws InterruptedException {
        List<Conversation> conversations = everybodyWrites();
        Map<UUID, Boolean> attemptedBefore = race(conversations, conversation -> {
            agency.run(() -> hub.part(Conversations.class).takeOver(conversation.id(), agency.owner()));
            return true;
        });
        settled();
        report("take-over", attemptedBefore);
    }

    @Test
    void no_attempt_of_the_assistant_is_committed_after_a_stop() throws InterruptedException {
        List<Conversation> conversations = everybodyWrites();
        Map<UUID, Boolean> attemptedBefore = race(conversations, conversation -> {
            Cast.Person person = new Cast.Person(
                    "Lead", conversation.address().number().orElseThrow().substring(1));
            assertThat(agency.parcel().text(person, Parcel.newId(), "STOP").post())
                    .isEqualTo(200);
            Patience.waitUntil(
                    "heard",
                    () -> !agency.look(
                                    "select 1 from conversations.event where kind = 'stopped' and conversation_id = '"
                                            + conversation.id() + "'")
                            .isEmpty());
            return true;
        });
        settled();
        report("stop", attemptedBefore);
    }

    /** What ends a race; returns when it is committed. */
    private interface Ending {
        boolean committed(Conversation conversation);
    }

    /** For each reply whether its attempt was committed when the other side was. */
    private Map<UUID, Boolean> race(List<Conversation> conversations, Ending ending) throws InterruptedException {
        Map<UUID, Boolean> attempted = new java.util.concurrent.ConcurrentHashMap<>();
        Semaphore room = new Semaphore(AT_ONCE);
        List<Thread> races = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (Conversation conversation : conversations) {
            long head = chance.nextLong(12_000_000);
            room.acquire();
            races.add(Thread.ofVirtual().start(() -> {
                try {
                    queueReply(conversation);
                    LockSupport.parkNanos(head);
                    boolean done = ending.committed(conversation);
                    assertThat(done).isTrue();
                    attempted.put(conversation.id().value(), attempts(conversation) > 0);
                } catch (RuntimeException | AssertionError failure) {
                    failures.add(failure);
                } finally {
                    room.release();
                }
            }));
        }
        for (Thread race : races) {
            race.join();
        }
        assertThat(failures).isEmpty();
        return attempted;
    }

    private void report(String what, Map<UUID, Boolean> attemptedBefore) {
        Set<String> now = new TreeSet<>(agency.look("""
                select distinct m.conversation_id from conversations.attempt a
                  join conversations.message m on m.workspace_id = a.workspace_id and m.id = a.message_id
                 where a.workspace_id = :here and m.sender = 'bot' and m.content->>'type' = 'text'"""));
        List<UUID> after = attemptedBefore.entrySet().stream()
                .filter(race -> !race.getValue() && now.contains(race.getKey().toString()))
                .map(Map.Entry::getKey)
                .toList();
        long before = attemptedBefore.values().stream().filter(yes -> yes).count();
        long leaving = Long.parseLong(
                agency.look("select coalesce(sum(leaving), 0) from conversations.event where workspace_id = :here")
                        .getFirst());
        Map<String, String> states = new HashMap<>();
        agency.rows("""
                select state, count(*) from conversations.message
                 where workspace_id = :here and sender = 'bot' and content->>'type' = 'text' group by state""").forEach(row -> states.put(row.getFirst(), row.getLast()));
        Figures.write("races-" + what, """
                %d races between a %s and a queued reply
                attempts of the assistant committed after it: %d
                attempts committed before it: %d, of which %d were still leaving (shown as such)
                taken back before they left: %d
                replies now: %s
                """.formatted(
                attemptedBefore.size(), what, after.size(), before, leaving, attemptedBefore.size() - before, states));
        assertThat(after).isEmpty();
        assertThat(attemptedBefore).hasSize(RACES);
        assertThat(leaving).isLessThanOrEqualTo(before);
        assertThat(before)
                .as("some must have been faster, else nothing was raced")
                .isPositive();
        assertThat(before).as("and some slower").isLessThan(RACES);
        assertThat(agency.sandbox().journal().accepted().stream()
                        .filter(entry -> entry.provider().equals("whatsapp"))
                        .count())
                .as("nothing left that no attempt announced")
                .isGreaterThanOrEqualTo(before);
    }

    private List<Conversation> everybodyWrites() {
        Parcel parcel = agency.parcel();
        for (int n = 0; n < RACES; n++) {
            parcel.text(Cast.somebody(n), "wamid.race" + n, "Bonjour");
        }
        parcel.arrive();
        agency.sandbox().whatsApp().account().subscribed(false);
        return agency.look("select id from conversations.conversation where workspace_id = :here order by id").stream()
                .map(id -> agency.in(() -> hub.part(Conversations.class)
                        .find(new ConversationId(UUID.fromString(id)))
                        .orElseThrow()))
                .toList();
    }

    private void queueReply(Conversation conversation) {
        Boolean queued = agency.transaction(() -> {
            hub.part(Talks.class)
                    .reply(
                            conversation.id(),
                            conversation.epoch(),
                            conversation.lastInbound().orElseThrow(),
                            new Reply("Bonjour !", new Reply.Grounds("qa", Optional.empty(), "", List.of())));
            return true;
        });
        assertThat(queued).isTrue();
    }

    private int attempts(Conversation conversation) {
        return Integer.parseInt(agency.look("""
                select count(*) from conversations.attempt a
                  join conversations.message m on m.workspace_id = a.workspace_id and m.id = a.message_id
                 where m.conversation_id = '%s' and m.sender = 'bot' and m.content->>'type' = 'text'""".formatted(conversation.id())).getFirst());
    }

    private void settled() {
        Patience.waitUntil(
                "no work left",
                () -> agency.look("select 1 from work.item where workspace_id = :here limit 1")
                        .isEmpty());
    }
}
