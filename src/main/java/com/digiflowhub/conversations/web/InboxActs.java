package com.digiflowhub.conversations.web;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Drafts;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person does in the inbox. A script is answered with the conversation's pane as it is then, a plain form sent back to its page. */
@Controller
@RequestMapping("/inbox/{id}")
class InboxActs {
    private static final int LONGEST_CLIENT = 200;

    private final Conversations conversations;
    private final Drafts drafts;
    private final TalkPane talk;
    private final InboxPages pages;

    InboxActs(Conversations conversations, Drafts drafts, TalkPane talk, InboxPages pages) {
        this.conversations = conversations;
        this.drafts = drafts;
        this.talk = talk;
        this.pages = pages;
    }

    /** Where the person is, and how they asked. */
    record Place(ConversationId conversation, Asked asked, boolean part, Optional<UUID> from, SignedIn who) {}

    @ModelAttribute(name = "place", binding = false)
    Place place(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable UUID from,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            SignedIn who) {
        return new Place(
                new ConversationId(id), Asked.of(show, q, null, null), part != null, Optional.ofNullable(from), who);
    }

    @PostMapping("/messages")
    String write(
            @ModelAttribute("place") Place place,
            @RequestParam String text,
            @RequestParam String client,
            HttpServletResponse response,
            Model model) {
        if (client.isBlank() || client.length() > LONGEST_CLIENT) {
            throw Problem.invalid("client", "client must be the id that the form was given.");
        }
        String words = text.replace("\r\n", "\n").replace("\0", "");
        return switch (conversations.write(place.conversation(), place.who().user(), client, words)) {
            case Conversations.Written.Queued queued -> shown(place, model);
            case Conversations.Written.Refused refused ->
                refused(place, refused.why().code(), words, client, response, model);
        };
    }

    @PostMapping("/take-over")
    String takeOver(@ModelAttribute("place") Place place, Model model) {
        conversations.takeOver(place.conversation(), place.who().user());
        return shown(place, model);
    }

    @PostMapping("/hand-back")
    String handBack(@ModelAttribute("place") Place place, Model model) {
        conversations.handBack(place.conversation(), place.who().user());
        return shown(place, model);
    }

    @PostMapping("/close")
    String close(@ModelAttribute("place") Place place, Model model) {
        conversations.close(place.conversation(), place.who().user());
        return shown(place, model);
    }

    @PostMapping("/reopen")
    String reopen(@ModelAttribute("place") Place place, Model model) {
        conversations.reopen(place.conversation(), place.who().user());
        return shown(place, model);
    }

    @PostMapping("/messages/{message}/arrived")
    String arrived(@ModelAttribute("place") Place place, @PathVariable UUID message, Model model) {
        conversations.arrived(new MessageId(message));
        return shown(place, model);
    }

    @PostMapping("/messages/{message}/again")
    String again(@ModelAttribute("place") Place place, @PathVariable UUID message, Model model) {
        MessageId ignored =
                conversations.resend(new MessageId(message), place.who().user());
        return shown(place, model);
    }

    @PostMapping("/messages/{message}/cancel")
    String cancel(@ModelAttribute("place") Place place, @PathVariable UUID message, Model model) {
        boolean ignored = conversations.cancel(new MessageId(message));
        return shown(place, model);
    }

    /** The assistant's words leave as the person's, once: the draft's id is the message's. */
    @PostMapping("/draft/send")
    String sendDraft(@ModelAttribute("place") Place place, HttpServletResponse response, Model model) {
        Drafts.Draft draft = drafts.of(place.conversation()).orElseThrow(() -> Problem.notFound("draft"));
        String client = "draft:" + draft.id();
        return switch (conversations.write(place.conversation(), place.who().user(), client, draft.text())) {
            case Conversations.Written.Queued queued -> shown(place, model);
            case Conversations.Written.Refused refused ->
                refused(place, refused.why().code(), draft.text(), client, response, model);
        };
    }

    @PostMapping("/draft/drop")
    String dropDraft(@ModelAttribute("place") Place place, Model model) {
        drafts.drop(place.conversation());
        return shown(place, model);
    }

    private String shown(Place place, Model model) {
        if (!place.part()) {
            return "redirect:" + place.asked().conversation(place.conversation().value());
        }
        model.addAttribute("talk", talk.view(find(place), place.asked(), place.from(), place.who()));
        return "inbox/talk";
    }

    /** Nothing is lost: the words stand in the field again, under the same id. */
    private String refused(
            Place place, String why, String words, String client, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        Conversation conversation = find(place);
        TalkView view = talk.view(conversation, place.asked(), place.from(), place.who())
                .refused(why, words, client);
        if (!place.part()) {
            pages.fill(conversation, place.asked(), place.who(), model);
        }
        model.addAttribute("talk", view);
        return place.part() ? "inbox/talk" : "inbox/page";
    }

    private Conversation find(Place place) {
        return conversations.find(place.conversation()).orElseThrow(() -> Problem.notFound("conversation"));
    }
}
