package com.digiflowhub.conversations.web;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.log.ConversationLists;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Conversations for programs, in the mission's shape. */
@RestController
@RequestMapping("/api/conversations")
class ConversationApi {
    private final Conversations conversations;
    private final ConversationLists lists;
    private final ConversationShapes shapes;

    ConversationApi(Conversations conversations, ConversationLists lists, ConversationShapes shapes) {
        this.conversations = conversations;
        this.lists = lists;
        this.shapes = shapes;
    }

    /** What a list is asked for; at most one of the three. */
    record Wanted(Optional<Conversation.Status> status, Optional<ConversationLists.Choice> show, Optional<String> q) {
        Wanted {
            if (Stream.of(status, show, q).filter(Optional::isPresent).count() > 1) {
                throw Problem.invalid("show", "Give one of status, show and q, not several.");
            }
        }
    }

    @Describe(
            value = "List or search conversations",
            more =
                    "Last spoken in first. Without messages: read one conversation for those. A search answers one page.")
    @GetMapping
    Listing<ConversationShapes.ConversationShape> list(
            @Describe(
                            value = "Those in this state.",
                            oneOf = {"active", "closed", "scheduled"})
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @Describe(
                            value =
                                    "open: not closed; mine: open and answered by me; assistant: open and answered by the assistant.",
                            oneOf = {"open", "mine", "assistant", "closed", "all"})
                    @RequestParam(required = false)
                    @Nullable
                    String show,
            @Describe(value = "Words that were all said in one message.", example = "\"prix formation\"")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            SignedIn who) {
        Wanted wanted = new Wanted(
                Optional.ofNullable(status).map(ConversationApi::status),
                Optional.ofNullable(show).map(ConversationApi::choice),
                Listing.words(q));
        int most = Listing.limit(limit);
        Optional<ConversationId> after =
                Optional.ofNullable(cursor).map(Listing::cursor).map(ConversationId::new);
        if (wanted.q().isPresent()) {
            return new Listing<>(shapes.list(lists.search(wanted.q().get(), most)), null);
        }
        List<Conversation> rows = wanted.status()
                .map(state -> lists.newest(state, after, most + 1))
                .orElseGet(() ->
                        lists.newest(wanted.show().orElse(ConversationLists.Choice.ALL), who.user(), after, most + 1));
        List<Conversation> page = rows.size() > most ? rows.subList(0, most) : rows;
        return new Listing<>(
                shapes.list(page), rows.size() > most ? page.getLast().id().toString() : null);
    }

    @Describe(value = "Read a conversation", more = "With its last 100 messages; messagesCursor leads to older ones.")
    @GetMapping("/{id}")
    ConversationShapes.ConversationShape one(@PathVariable UUID id) {
        return shapes.whole(
                conversations.find(new ConversationId(id)).orElseThrow(() -> Problem.notFound("conversation")));
    }

    @Describe(
            value = "Take a conversation over",
            more = "The caller answers from now on; what the assistant had ready is taken back.")
    @PostMapping("/{id}/take-over")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOver(@PathVariable UUID id, SignedIn who) {
        conversations.takeOver(new ConversationId(id), who.user());
    }

    @Describe(value = "Hand a conversation back", more = "The assistant answers again, from the next message on.")
    @PostMapping("/{id}/hand-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handBack(@PathVariable UUID id, SignedIn who) {
        conversations.handBack(new ConversationId(id), who.user());
    }

    @Describe("Close a conversation")
    @PostMapping("/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable UUID id, SignedIn who) {
        conversations.close(new ConversationId(id), who.user());
    }

    @Describe("Open a closed conversation again")
    @PostMapping("/{id}/reopen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopen(@PathVariable UUID id, SignedIn who) {
        conversations.reopen(new ConversationId(id), who.user());
    }

    private static Conversation.Status status(String name) {
        return Stream.of(Conversation.Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("status", "status must be active, closed or scheduled."));
    }

    private static ConversationLists.Choice choice(String name) {
        return ConversationLists.Choice.named(name)
                .orElseThrow(() -> Problem.invalid("show", "show must be open, mine, assistant, closed or all."));
    }
}
