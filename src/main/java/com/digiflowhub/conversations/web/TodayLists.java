package com.digiflowhub.conversations.web;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.log.ConversationLists;
import com.digiflowhub.conversations.log.TodayRows;
import com.digiflowhub.conversations.web.TodayView.Sends;
import com.digiflowhub.conversations.web.TodayView.Waiter;
import com.digiflowhub.conversations.web.TodayView.Waiting;
import com.digiflowhub.conversations.web.TodayView.Whom;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what of the inbox needs a person now. */
@Component
class TodayLists {
    static final int MOST_COUNTED = 100;
    static final int MOST_LED = 1_000;
    private static final int MOST_SHOWN = 8;
    private static final LocalTime EVENING = LocalTime.of(20, 0);
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private final ConversationLists lists;
    private final TodayRows rows;
    private final Contacts contacts;
    private final HubClock clock;

    TodayLists(ConversationLists lists, TodayRows rows, Contacts contacts, HubClock clock) {
        this.lists = lists;
        this.rows = rows;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** {@code words} is the end of its words' key: this night, or this day since the morning. */
    record Span(String words, Instant from, Instant until) {}

    int countWaiting() {
        return lists.countWaiting(MOST_COUNTED);
    }

    int countToDecide() {
        return rows.countToDecide(clock.now(), MOST_COUNTED);
    }

    /** Nothing before the first conversation: then there is nothing to wait for. */
    @Transactional(readOnly = true)
    public Optional<Waiting> waiting() {
        List<Conversation> all = lists.waiting(MOST_COUNTED);
        if (all.isEmpty() && !lists.any()) {
            return Optional.empty();
        }
        List<Conversation> shown = all.subList(0, Math.min(MOST_SHOWN, all.size()));
        List<ConversationId> ids = shown.stream().map(Conversation::id).toList();
        Map<ContactId, Contact> people =
                contacts.findAll(shown.stream().map(Conversation::contact).toList());
        Map<ConversationId, String> words = rows.lastWords(ids);
        Map<ConversationId, List<String>> claims = rows.claims(ids);
        return Optional.of(new Waiting(
                shown.stream()
                        .map(one -> waiter(
                                one,
                                Optional.ofNullable(people.get(one.contact())),
                                words.getOrDefault(one.id(), ""),
                                claims.getOrDefault(one.id(), List.of())))
                        .toList(),
                all.size() - shown.size()));
    }

    /** Empty when there is nothing to decide. */
    @Transactional(readOnly = true)
    public Sends sends() {
        List<TodayRows.Send> all = rows.toDecide(clock.now(), MOST_COUNTED);
        List<TodayRows.Send> shown = all.subList(0, Math.min(MOST_SHOWN, all.size()));
        Map<ContactId, Contact> people =
                contacts.findAll(shown.stream().map(TodayRows.Send::contact).toList());
        Map<ConversationId, List<String>> claims =
                rows.claims(shown.stream().map(TodayRows.Send::conversation).toList());
        return new Sends(
                shown.stream()
                        .map(send -> new TodayView.Send(
                                whom(
                                        send.conversation(),
                                        Optional.ofNullable(people.get(send.contact())),
                                        send.channel()),
                                send.id(),
                                send.state(),
                                send.reason(),
                                send.state().equals("draft")
                                        ? claims.getOrDefault(send.conversation(), List.of())
                                        : List.of(),
                                send.text(),
                                send.since()))
                        .toList(),
                all.size() - shown.size());
    }

    TodayRows.Alone alone(Span span) {
        return rows.alone(span.from(), span.until());
    }

    /** Until noon the night that was, later the day so far. */
    Span span(ZoneId zone) {
        return span(clock.now(), zone);
    }

    static Span span(Instant now, ZoneId zone) {
        ZonedDateTime here = now.atZone(zone);
        LocalDate today = here.toLocalDate();
        Instant morning = today.atTime(MORNING).atZone(zone).toInstant();
        if (here.toLocalTime().isBefore(LocalTime.NOON)) {
            Instant evening = today.minusDays(1).atTime(EVENING).atZone(zone).toInstant();
            return new Span("night", evening, Times.earlier(morning, now));
        }
        return new Span("day", morning, now);
    }

    private static Waiter waiter(
            Conversation conversation, Optional<Contact> person, String words, List<String> claims) {
        Conversation.Waiting waiting = conversation.waiting().orElseThrow();
        return new Waiter(
                whom(conversation.id(), person, conversation.channel()),
                waiting.since(),
                waiting.reason(),
                claims,
                words,
                person.map(Contact::score).orElse(OptionalInt.empty()));
    }

    private static Whom whom(ConversationId conversation, Optional<Contact> person, String channel) {
        return new Whom(conversation.value(), person.map(Contact::shownAs).orElse("?"), channel);
    }
}
