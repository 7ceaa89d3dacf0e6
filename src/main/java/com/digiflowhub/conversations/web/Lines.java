package com.digiflowhub.conversations.web;

import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageOffer;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.log.ConversationEvents;
import com.digiflowhub.conversations.log.Reactions;
import com.digiflowhub.conversations.log.Surroundings;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.identity.Users;
import com.digiflowhub.identity.Workspaces;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts messages, what happened between them, and days into one run of lines. */
@Component
class Lines {
    private final ConversationEvents events;
    private final Reactions reactions;
    private final Surroundings surroundings;
    private final Users users;
    private final Workspaces workspaces;
    private final Things things;
    private final List<MessageOffer> offers;

    Lines(
            ConversationEvents events,
            Reactions reactions,
            Surroundings surroundings,
            Users users,
            Workspaces workspaces,
            Things things,
            ObjectProvider<MessageOffer> offers) {
        this.events = events;
        this.reactions = reactions;
        this.surroundings = surroundings;
        this.users = users;
        this.workspaces = workspaces;
        this.things = things;
        this.offers = offers.orderedStream().toList();
    }

    /** What the lines of one page need to know, read in one go. */
    private record Known(
            String channel,
            Map<UserId, String> names,
            Map<String, String> reactions,
            Map<String, Surroundings.Quoted> quoted,
            UserId asking,
            Optional<MessageId> last) {}

    /** Some messages, oldest first; {@code newest} when nothing was said after them. One more than {@code most} says that there are older ones. */
    record Page(List<Message> messages, int most, boolean newest) {
        boolean more() {
            return messages.size() > most;
        }

        List<Message> shown() {
            return more() ? messages.subList(messages.size() - most, messages.size()) : messages;
        }
    }

    TalkView.Said of(Conversation conversation, Page page, UserId asking) {
        List<ConversationEvents.Event> happened = happened(conversation, page);
        Known known = known(conversation, page.shown(), happened, asking);
        List<Line> lines = Stream.<Line>concat(
                        page.shown().stream().map(message -> bubble(message, known)),
                        happened.stream().map(event -> event(event, known)))
                .sorted(Comparator.comparing(Line::at))
                .toList();
        return new TalkView.Said(
                withDays(lines, workspaces.current().zone()),
                page.more() ? Optional.of(page.shown().getFirst().id().value()) : Optional.empty(),
                page.more() ? Optional.empty() : surroundings.advertisement(conversation.id()));
    }

    /** From the first message of the page on; what happened after its last one belongs to the newest page alone. */
    private List<ConversationEvents.Event> happened(Conversation conversation, Page page) {
        Instant since = page.more() ? page.shown().getFirst().at() : Instant.EPOCH;
        Instant until = page.newest() ? Instant.MAX : page.shown().getLast().at();
        return events.since(conversation.id(), since).stream()
                .filter(event -> event.at().isBefore(until))
                .toList();
    }

    private Known known(
            Conversation conversation, List<Message> page, List<ConversationEvents.Event> happened, UserId asking) {
        Set<UserId> people = new HashSet<>();
        page.forEach(message -> message.author().ifPresent(people::add));
        happened.forEach(event -> event.user().ifPresent(people::add));
        List<String> providerIds =
                page.stream().flatMap(message -> message.providerId().stream()).toList();
        List<String> answered =
                page.stream().flatMap(message -> message.repliesTo().stream()).toList();
        return new Known(
                conversation.channel(),
                people.isEmpty() ? Map.of() : users.names(people),
                reactions.on(conversation.connection(), providerIds),
                surroundings.quoted(conversation.connection(), answered),
                asking,
                page.reversed().stream()
                        .filter(message -> message.sender() != Author.CONTACT)
                        .findFirst()
                        .map(Message::id));
    }

    private Line.Bubble bubble(Message message, Known known) {
        return new Line.Bubble(
                message.id().value(),
                side(message.sender()),
                speaker(message.author(), known),
                message.text(),
                things.of(message.content()),
                message.repliesTo().flatMap(id -> quote(known.quoted().get(id))),
                message.providerId().map(known.reactions()::get),
                new Line.Delivery(
                        known.channel(),
                        stands(message),
                        message.reason(),
                        message.detail(),
                        message.leaving(),
                        known.last().equals(Optional.of(message.id()))),
                message.grounds().map(things::grounds),
                message.sender() == Author.USER && !message.text().isBlank() ? offers : List.of(),
                message.at());
    }

    /** Nobody is asked about an unknown outcome while its provider may still tell. */
    private static String stands(Message message) {
        return message.state() == MessageState.UNKNOWN && !message.toDecide()
                ? Line.UNTOLD
                : message.state().stored();
    }

    private Optional<Line.Quote> quote(Surroundings.@org.jspecify.annotations.Nullable Quoted quoted) {
        return Optional.ofNullable(quoted)
                .map(words -> new Line.Quote(
                        side(words.sender()),
                        words.text(),
                        things.of(words.content()).kind()));
    }

    private static Line.Event event(ConversationEvents.Event event, Known known) {
        Line.Speaker by = speaker(event.user(), known);
        return new Line.Event(
                event.id(), event.kind(), by.me(), by.name(), event.reason(), event.leaving(), event.at());
    }

    private static Line.Speaker speaker(Optional<UserId> user, Known known) {
        return new Line.Speaker(
                user.map(id -> known.names().getOrDefault(id, "?")).orElse(""),
                user.equals(Optional.of(known.asking())),
                false);
    }

    /** Days are marked where they begin, and whoever speaks is named where somebody else, or something else, came before. */
    private static List<Line> withDays(List<Line> lines, ZoneId zone) {
        List<Line> all = new ArrayList<>();
        Optional<LocalDate> day = Optional.empty();
        Optional<Line.Bubble> before = Optional.empty();
        for (Line line : lines) {
            LocalDate today = line.at().atZone(zone).toLocalDate();
            if (!day.equals(Optional.of(today))) {
                all.add(new Line.Day(line.at()));
                day = Optional.of(today);
                before = Optional.empty();
            }
            all.add(line instanceof Line.Bubble bubble ? named(bubble, before) : line);
            before = line instanceof Line.Bubble bubble ? Optional.of(bubble) : Optional.empty();
        }
        return all;
    }

    private static Line.Bubble named(Line.Bubble bubble, Optional<Line.Bubble> before) {
        boolean same = before.filter(above -> above.side() == bubble.side()
                        && above.speaker().name().equals(bubble.speaker().name()))
                .isPresent();
        Line.Speaker speaker = new Line.Speaker(
                bubble.speaker().name(), bubble.speaker().me(), !same && bubble.side() != Line.Side.THEIRS);
        return new Line.Bubble(
                bubble.id(),
                bubble.side(),
                speaker,
                bubble.text(),
                bubble.thing(),
                bubble.quote(),
                bubble.reaction(),
                bubble.delivery(),
                bubble.grounds(),
                bubble.offers(),
                bubble.at());
    }

    private static Line.Side side(Author author) {
        return switch (author) {
            case CONTACT -> Line.Side.THEIRS;
            case BOT -> Line.Side.ASSISTANT;
            case USER -> Line.Side.PERSON;
        };
    }
}
