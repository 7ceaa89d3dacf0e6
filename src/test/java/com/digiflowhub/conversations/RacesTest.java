package com.digiflowhub.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.inbound.StraightIn;
import com.digiflowhub.platform.work.Work;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A person takes over, or a lead says STOP, at the very moment at which a reply of the assistant is about to leave, a thousand times each.
 * Whatever attempt of the assistant is not committed when they are done must never be.
 */
class RacesTest {
    private static final int PEOPLE = 50;
    private static final int ROUNDS = 20;
    /** So many replies wait at once that the send of each comes about when its race does. */
    private static final int AT_ONCE = 8;

    private static final double FIRST_HEAD_START_NANOS = 6_000_000;
    /** However quick the machine is, about half of the replies are faster: who was faster gets a shorter head start, who was not a longer. */
    private static final double HEAD_START_STEP = 1.2;
    /** A number's rate must not decide who is faster. */
    private static final int A_SECOND = 1_000;

    private static final String REPLIES = """
            from conversations.message m where m.workspace_id = :here and m.sender = 'bot' and m.client_id like 'answer:%'""";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();

    @Test
    void no_attempt_of_the_assistant_is_committed_after_somebody_took_over() throws InterruptedException {
        report("take-over", race(new Ending() {
            @Override
            public void commit(Racer racer) {
                agency.run(() -> hub.part(Conversations.class).takeOver(racer.conversation(), agency.owner()));
            }

            @Override
            public void undo(Racer racer) {
                agency.run(() -> hub.part(Conversations.class).handBack(racer.conversation(), agency.owner()));
            }
        }));
    }

    @Test
    void no_attempt_of_the_assistant_is_committed_after_the_lead_said_stop() throws InterruptedException {
        report("stop", race(new Ending() {
            @Override
            public void commit(Racer racer) {
                says(racer, "STOP");
            }

            @Override
            public void undo(Racer racer) {
                says(racer, "START");
            }

            private void says(Racer racer, String word) {
                boolean said = agency.transaction(() -> {
                    StraightIn.write(agency, racer.person(), word);
                    return true;
                });
                assertThat(said).isTrue();
            }
        }));
    }

    /** One of those for whom a reply waits again and again. */
    private record Racer(Cast.Person person, ConversationId conversation) {}

    /** What ends a race, and how things are as before. */
    private interface Ending {
        /** Returns when it is committed. */
        void commit(Racer racer);

        void undo(Racer racer);
    }

    /** For each reply, by what it answers, whether its attempt was committed when the other side was. */
    private Map<UUID, Boolean> race(Ending ending) throws InterruptedException {
        Map<UUID, Boolean> attempted = new ConcurrentHashMap<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Semaphore room = new Semaphore(AT_ONCE);
        List<Thread> races = new ArrayList<>();
        for (Racer racer : everybodyWrites()) {
            Random chance = new Random(racer.person().number().hashCode());
            races.add(Thread.ofVirtual().start(() -> {
                double headStart = FIRST_HEAD_START_NANOS;
                for (int round = 0; round < ROUNDS && failures.isEmpty(); round++) {
                    room.acquireUninterruptibly();
                    try {
                        UUID reply = queueReply(find(racer.conversation()));
                        LockSupport.parkNanos(chance.nextLong((long) (2 * headStart) + 1));
                        ending.commit(racer);
                        boolean faster = attempted(reply);
                        attempted.put(reply, faster);
                        headStart = faster ? headStart / HEAD_START_STEP : headStart * HEAD_START_STEP;
                        // Who may be answered again is, and the next reply would stand behind this one: so not before
                        // it found its end.
                        Patience.waitUntil("sent or refused", () -> ended(reply));
                        ending.undo(racer);
                    } catch (RuntimeException | AssertionError failure) {
                        failures.add(failure);
                    } finally {
                        room.release();
                    }
                }
            }));
        }
        for (Thread race : races) {
            race.join();
        }
        assertThat(failures).isEmpty();
        Patience.waitUntil(
                "all sent or taken back",
                () -> agency.look("select 1 " + REPLIES + " and m.state in ('queued', 'sending') limit 1")
                        .isEmpty());
        return attempted;
    }

    private void report(String what, Map<UUID, Boolean> attemptedBefore) {
        List<UUID> after = attemptedBefore.entrySet().stream()
                .filter(race -> !race.getValue() && attempted(race.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        long before = attemptedBefore.values().stream().filter(yes -> yes).count();
        long leaving = Long.parseLong(
                agency.look("select count(*) " + REPLIES + " and m.leaving").getFirst());
        List<String> states =
                agency.look("select m.state || ' ' || count(*) " + REPLIES + " group by m.state order by 1");
        Figures.write("races-" + what, """
                %d races between a %s and a queued reply of the assistant
                attempts committed after it: %d
                attempts committed before it: %d, of which %d were still leaving (shown as such)
                taken back before they left: %d
                the replies now: %s
                """.formatted(
                        attemptedBefore.size(),
                        what,
                        after.size(),
                        before,
                        leaving,
                        attemptedBefore.size() - before,
                        String.join(", ", states)));
        assertThat(after).isEmpty();
        assertThat(attemptedBefore).hasSize(PEOPLE * ROUNDS);
        assertThat(leaving).isLessThanOrEqualTo(before);
        assertThat(before)
                .as("some must have been faster, else nothing was raced")
                .isPositive();
        assertThat(before).as("and some slower").isLessThan(PEOPLE * ROUNDS);
        assertThat(agency.look("select count(*) " + REPLIES + " and m.state = 'cancelled'"))
                .as("each that was not attempted was taken back")
                .containsExactly(String.valueOf(attemptedBefore.size() - before));
    }

    private List<Racer> everybodyWrites() {
        agency.transaction(() -> {
            hub.part(Work.class).pace("connection:" + agency.connection(), A_SECOND);
            return true;
        });
        List<Cast.Person> people =
                IntStream.range(0, PEOPLE).mapToObj(Cast::somebody).toList();
        Parcel parcel = agency.parcel();
        people.forEach(person -> parcel.text(person, "wamid.race" + person.number(), "Bonjour"));
        parcel.arrive();
        agency.sandbox().whatsApp().account().subscribed(false);
        return people.stream()
                .map(person -> new Racer(person, agency.conversation(person).id()))
                .toList();
    }

    private Conversation find(ConversationId id) {
        return agency.in(() -> hub.part(Conversations.class).find(id).orElseThrow());
    }

    /** What it answers is made up: each round has a reply of its own. */
    private UUID queueReply(Conversation conversation) {
        UUID answering = UUID.randomUUID();
        return agency.transaction(() -> {
            hub.part(Talks.class)
                    .reply(
                            conversation.id(),
                            conversation.epoch(),
                            new MessageId(answering),
                            new Reply("Bonjour !", new Reply.Grounds("qa", Optional.empty(), "", List.of())));
            return answering;
        });
    }

    private boolean ended(UUID answering) {
        return agency.look("select 1 " + REPLIES + " and m.client_id = 'answer:" + answering
                        + "' and m.state in ('queued', 'sending')")
                .isEmpty();
    }

    private boolean attempted(UUID answering) {
        return !agency.look("""
                select 1 from conversations.message m
                  join conversations.attempt a on a.workspace_id = m.workspace_id and a.message_id = m.id
                 where m.workspace_id = :here and m.client_id = 'answer:%s'""".formatted(answering)).isEmpty();
    }
}
