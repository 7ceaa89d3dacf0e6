package com.digiflowhub.assistant;

import com.digiflowhub.conversations.Drafts;
import com.digiflowhub.conversations.Reply;
import com.digiflowhub.conversations.Talks;
import com.digiflowhub.conversations.Transcript;
import com.digiflowhub.conversations.Transcript.Speaker;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.work.Effect;
import com.digiflowhub.platform.work.Superseded;
import com.digiflowhub.platform.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes a decision down, if it still stands: the conversation is held, and read once more as it is now. */
@Component
class Deliveries {
    /** A lead who goes on writing is let finish, but not for longer than that. */
    private static final Duration LET_FINISH = Duration.ofSeconds(30);

    private static final Duration BEFORE_NEXT_LOOK = Duration.ofSeconds(2);

    private final Talks talks;
    private final QaEntries entries;
    private final Drafts drafts;
    private final Work work;
    private final HubClock clock;

    Deliveries(Talks talks, QaEntries entries, Drafts drafts, Work work, HubClock clock) {
        this.talks = talks;
        this.entries = entries;
        this.drafts = drafts;
        this.work = work;
        this.clock = clock;
    }

    Effect of(Scene scene, Decision decision) {
        return () -> {
            Transcript now = talks.hold(scene.transcript().conversation(), Scenes.LINES)
                    .orElseThrow(() -> new Superseded("no conversation"));
            if (now.ownedByPerson() || now.epoch() != scene.transcript().epoch()) {
                return;
            }
            boolean wroteOn = !now.lines().stream()
                    .filter(line -> line.speaker() == Speaker.CONTACT)
                    .allMatch(line -> scene.transcript().lines().contains(line));
            Instant patience = scene.since().plus(LET_FINISH);
            if (wroteOn && clock.now().isBefore(patience)) {
                again(scene, Optional.empty());
                return;
            }
            write(scene, now, decision);
            if (wroteOn) {
                again(scene, Optional.of(scene.last()));
            }
        };
    }

    /** Nothing is said; a nod tells that what was said before was of use, unless somebody took over. */
    Effect ofANod(Scene scene) {
        return () -> talks.hold(scene.transcript().conversation(), Scenes.LINES)
                .filter(now -> !now.ownedByPerson()
                        && now.epoch() == scene.transcript().epoch())
                .ifPresent(now -> goesOn(scene));
    }

    /** The lead goes on after a reply, and no person is needed: the entries it rests on helped. */
    private void goesOn(Scene scene) {
        List<Transcript.Line> lines = scene.transcript().lines();
        int first = lines.indexOf(scene.waiting().getFirst());
        if (first > 0) {
            entries.helped(lines.get(first - 1).sources().stream()
                    .map(UUID::fromString)
                    .map(QaEntryId::new)
                    .toList());
        }
    }

    private void write(Scene scene, Transcript now, Decision decision) {
        switch (decision) {
            case Decision.Say say -> {
                goesOn(scene);
                reply(scene, now, say.text(), say.grounds());
                entries.used(say.used());
            }
            case Decision.Silence nothing -> {}
            case Decision.HandOver over -> {
                tellOfAPerson(scene, now);
                talks.handOver(now.conversation(), now.epoch(), over.reason());
            }
            case Decision.Hold hold -> {
                tellOfAPerson(scene, now);
                talks.handOver(now.conversation(), now.epoch(), Decision.CLAIM);
                drafts.keep(now.conversation(), now.epoch(), new Reply(hold.text(), hold.grounds()), hold.claims());
            }
        }
    }

    private void tellOfAPerson(Scene scene, Transcript now) {
        if (!toldAlready(now)) {
            reply(
                    scene,
                    now,
                    Sentences.handOver(scene.language()),
                    new Reply.Grounds("qa", Optional.empty(), "handover", List.of()));
        }
    }

    private void reply(Scene scene, Transcript now, String text, Reply.Grounds grounds) {
        String whole = now.firstAnswer()
                ? Sentences.introduced(text, scene.configuration().companyName(), scene.language())
                : text;
        talks.reply(now.conversation(), now.epoch(), scene.last().message(), new Reply(whole, grounds));
    }

    /** That a person will answer is said once, until a person did. */
    private static boolean toldAlready(Transcript now) {
        boolean told = false;
        for (Transcript.Line line : now.lines()) {
            told = switch (line.speaker()) {
                case BOT -> told || Sentences.handsOver(line.text());
                case USER -> false;
                case CONTACT -> told;
            };
        }
        return told;
    }

    private void again(Scene scene, Optional<Transcript.Line> after) {
        work.put(Answering.item(
                new Answering.Due(
                        scene.transcript().conversation().value(),
                        scene.transcript().epoch(),
                        after.map(line -> line.message().value())),
                clock.now().plus(BEFORE_NEXT_LOOK)));
    }
}
