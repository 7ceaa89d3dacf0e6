package com.digiflowhub.conversations.web;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.delivery.MaySend;
import com.digiflowhub.conversations.log.ConversationLists;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
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

    /** {@code clientId} makes a repeated request send once; the header {@code Idempotency-Key} does the same. */
    record NewMessage(
            @NotNull @Size(min = 1, max = 65_536) String text,
            @Nullable @Size(max = 200) String clientId) {}

    @GetMapping
    Listing<ConversationShapes.ConversationShape> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "all") String show,
            SignedIn who) {
        ConversationLists.Choice choice = ConversationLists.Choice.named(show)
                .orElseThrow(() -> Problem.invalid("show", "show must be open, mine, assistant, closed or all."));
        int most = Listing.limit(limit);
        Optional<ConversationId> after =
                Optional.ofNullable(cursor).map(Listing::cursor).map(ConversationId::new);
        List<Conversation> rows = lists.newest(choice, who.user(), after, most + 1);
        List<Conversation> page = rows.size() > most ? rows.subList(0, most) : rows;
        return new Listing<>(
                shapes.list(page), rows.size() > most ? page.getLast().id().toString() : null);
    }

    @GetMapping("/{id}")
    ConversationShapes.ConversationShape one(@PathVariable UUID id) {
        return shapes.whole(
                conversations.find(new ConversationId(id)).orElseThrow(() -> Problem.notFound("conversation")));
    }

    /** Newest last; the cursor leads to older ones. */
    @GetMapping("/{id}/messages")
    Listing<ConversationShapes.MessageShape> messages(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Listing.limit(limit);
        ConversationId conversation = new ConversationId(id);
        if (conversations.find(conversation).isEmpty()) {
            throw Problem.notFound("conversation");
        }
        Optional<MessageId> before =
                Optional.ofNullable(cursor).map(Listing::cursor).map(MessageId::new);
        List<Message> rows = conversations.messages(conversation, before, most + 1);
        List<Message> page = rows.size() > most ? rows.subList(1, rows.size()) : rows;
        return new Listing<>(
                page.stream().map(shapes::message).toList(),
                rows.size() > most ? page.getFirst().id().toString() : null);
    }

    @PostMapping("/{id}/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, UUID> write(
            @PathVariable UUID id,
            @Valid @RequestBody NewMessage message,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            SignedIn who) {
        String client = Optional.ofNullable(message.clientId())
                .or(() -> Optional.ofNullable(key))
                .orElseGet(() -> UUID.randomUUID().toString());
        return switch (conversations.write(new ConversationId(id), who.user(), client, message.text())) {
            case Conversations.Written.Queued queued ->
                Map.of("id", queued.message().value());
            case Conversations.Written.Refused refused -> throw refusal(refused.why());
        };
    }

    @PostMapping("/{id}/take-over")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOver(@PathVariable UUID id, SignedIn who) {
        conversations.takeOver(new ConversationId(id), who.user());
    }

    @PostMapping("/{id}/hand-back")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handBack(@PathVariable UUID id, SignedIn who) {
        conversations.handBack(new ConversationId(id), who.user());
    }

    private static Problem refusal(MaySend.Why why) {
        String detail = switch (why) {
            case STOPPED, STOPPED_PERSON_MUST_WAIT -> "The person said STOP. Wait until they write again.";
            case TAKEN_OVER -> "Somebody of the team answers this conversation.";
            case WINDOW_CLOSED ->
                "More than 24 hours since the person last wrote: only an approved template may leave.";
            case TOO_LONG -> "The text is longer than the channel takes.";
            case EMPTY -> "There is nothing to send.";
            case NOT_CONNECTED -> "The connection does not work. Its page in the settings says what to do.";
            case UNREACHABLE -> "The channel cannot reach this person. Use another one.";
        };
        return Problem.refused(why.code(), detail);
    }
}
