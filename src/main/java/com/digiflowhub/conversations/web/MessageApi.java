package com.digiflowhub.conversations.web;

import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.Promise;
import com.digiflowhub.conversations.delivery.MaySend;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
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

/** The messages of one conversation for programs. */
@RestController
@RequestMapping("/api/conversations/{id}/messages")
class MessageApi {
    private final Conversations conversations;
    private final ConversationShapes shapes;

    MessageApi(Conversations conversations, ConversationShapes shapes) {
        this.conversations = conversations;
        this.shapes = shapes;
    }

    /** {@code clientId} makes a repeated request send once; the header {@code Idempotency-Key} does the same. */
    record NewMessage(
            @Describe(value = "What to say.", example = "\"Bonjour Léa, la formation commence lundi.\"")
            @NotNull
            @Size(min = 1, max = 65_536)
            String text,

            @Describe("The sender's own id of this message: sent twice, it leaves once.") @Nullable @Size(max = 200)
            String clientId,

            @Describe(
                    value =
                            "How often it may leave when an answer is lost. strict: at most once. reply, when left out: again only after the provider's own error answer. reminder: at least once, for an owner to choose.",
                    oneOf = {"strict", "reply", "reminder"})
            @Nullable
            String promise) {}

    @Describe("A message on its way. What becomes of it is told by its state.")
    record AcceptedMessage(UUID id) {}

    @Describe(value = "List the messages", more = "Newest last; the cursor leads to older ones.")
    @GetMapping
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

    @Describe(
            value = "Write to the person",
            more = "Takes the conversation over and queues the message. Refused, nothing is kept.",
            refusals = {
                "stopped-person-must-wait",
                "stopped",
                "taken-over",
                "window-closed",
                "too-long",
                "empty",
                "not-connected",
                "unreachable"
            })
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedMessage write(
            @PathVariable UUID id,
            @Valid @RequestBody NewMessage message,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            SignedIn who) {
        String client = Optional.ofNullable(message.clientId())
                .or(() -> Optional.ofNullable(key))
                .orElseGet(() -> UUID.randomUUID().toString());
        return switch (conversations.write(
                new ConversationId(id), who.user(), client, message.text(), promise(message.promise(), who))) {
            case Conversations.Written.Queued queued ->
                new AcceptedMessage(queued.message().value());
            case Conversations.Written.Refused refused -> throw refusal(refused.why());
        };
    }

    @Describe(value = "Take a message back", more = "While it has not begun to leave.", refusals = "too-late")
    @PostMapping("/{message}/cancel")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable UUID id, @PathVariable UUID message) {
        if (!conversations.cancel(require(id, message))) {
            throw Problem.refused("too-late", "The message has begun to leave or its fate is settled.");
        }
    }

    @Describe(
            value = "Say that a message did arrive",
            more = "For a message of unknown outcome: a person looked on the phone.",
            refusals = "outcome-known")
    @PostMapping("/{message}/arrived")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void arrived(@PathVariable UUID id, @PathVariable UUID message) {
        conversations.arrived(require(id, message));
    }

    @Describe(
            value = "Send a message once more",
            more = "For a message of unknown outcome. It may arrive twice, which is why only a person decides it.",
            refusals = "outcome-known")
    @PostMapping("/{message}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AcceptedMessage resend(@PathVariable UUID id, @PathVariable UUID message, SignedIn who) {
        return new AcceptedMessage(
                conversations.resend(require(id, message), who.user()).value());
    }

    private static Promise promise(@Nullable String asked, SignedIn who) {
        return switch (asked) {
            case null -> Promise.REPLY;
            case "reply" -> Promise.REPLY;
            case "strict" -> Promise.STRICT;
            case "reminder" -> {
                who.requireOwner();
                yield Promise.REMINDER;
            }
            default -> throw Problem.invalid("promise", "promise is one of strict, reply and reminder.");
        };
    }

    private MessageId require(UUID conversation, UUID message) {
        return conversations
                .message(new ConversationId(conversation), new MessageId(message))
                .map(Message::id)
                .orElseThrow(() -> Problem.notFound("message"));
    }

    private static Problem refusal(MaySend.Why why) {
        return Problem.refused(why.code(), ConversationProblems.detail(why));
    }
}
