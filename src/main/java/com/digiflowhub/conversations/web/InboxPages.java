package com.digiflowhub.conversations.web;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.RailEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The inbox: a list, a conversation, a person. Each part is drawn by one template, for the whole page as for its renewal. */
@Controller
@RequestMapping("/inbox")
class InboxPages {
    private final InboxList list;
    private final TalkPane talk;
    private final PersonPane person;
    private final Conversations conversations;
    private final Connections connections;
    private final List<RailEntry> places;

    InboxPages(
            InboxList list,
            TalkPane talk,
            PersonPane person,
            Conversations conversations,
            Connections connections,
            List<RailEntry> places) {
        this.list = list;
        this.talk = talk;
        this.person = person;
        this.conversations = conversations;
        this.connections = connections;
        this.places = List.copyOf(places);
    }

    @ModelAttribute(name = "asked", binding = false)
    Asked asked(
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer rows) {
        return Asked.of(show, q, cursor, rows);
    }

    @GetMapping
    String inbox(
            @ModelAttribute("asked") Asked asked,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            SignedIn who,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("list", list.view(asked, who.user()));
        if (list.none(who.user())) {
            model.addAttribute("lesson", new Lesson(connections.standings().isEmpty(), offers("/sandbox")));
        }
        response.setHeader("HX-Push-Url", asked.list());
        return part == null ? "inbox/page" : "inbox/panes";
    }

    @GetMapping("/{id}")
    String conversation(
            @PathVariable UUID id,
            @ModelAttribute("asked") Asked asked,
            @RequestParam(defaultValue = "") String pane,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            SignedIn who,
            HttpServletResponse response,
            Model model) {
        Conversation open = find(id);
        conversations.seen(open.id());
        response.setHeader("HX-Push-Url", asked.conversation(id));
        fill(open, asked, who, model);
        model.addAttribute("pane", pane);
        return part == null ? "inbox/page" : "inbox/panes";
    }

    @GetMapping("/list")
    String list(
            @ModelAttribute("asked") Asked asked,
            @RequestParam(required = false) @Nullable UUID open,
            SignedIn who,
            Model model) {
        model.addAttribute("list", list.view(asked, who.user()));
        model.addAttribute("open", Optional.ofNullable(open));
        return "inbox/list";
    }

    /** Further rows, for whoever scrolls down. */
    @GetMapping("/rows")
    String rows(@ModelAttribute("asked") Asked asked, SignedIn who, Model model) {
        model.addAttribute("list", list.view(asked, who.user()));
        return "inbox/rows";
    }

    /** {@code seen} when somebody really looks at it. */
    @GetMapping("/{id}/talk")
    String talk(
            @PathVariable UUID id,
            @ModelAttribute("asked") Asked asked,
            @RequestParam(required = false) @Nullable UUID from,
            @RequestParam(defaultValue = "false") boolean seen,
            SignedIn who,
            Model model) {
        Conversation open = find(id);
        if (seen) {
            conversations.seen(open.id());
        }
        model.addAttribute("talk", talk.view(open, asked, Optional.ofNullable(from), who));
        return "inbox/talk";
    }

    @GetMapping("/{id}/older")
    String older(
            @PathVariable UUID id,
            @ModelAttribute("asked") Asked asked,
            @RequestParam UUID before,
            SignedIn who,
            Model model) {
        model.addAttribute("id", id);
        model.addAttribute("said", talk.older(find(id), before, who));
        return "inbox/lines";
    }

    @GetMapping("/{id}/person")
    String person(@PathVariable UUID id, @ModelAttribute("asked") Asked asked, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("person", person.view(find(id)));
        return "inbox/person";
    }

    void fill(Conversation open, Asked asked, SignedIn who, Model model) {
        model.addAttribute("asked", asked);
        model.addAttribute("list", list.view(asked, who.user()));
        model.addAttribute("talk", talk.view(open, asked, Optional.empty(), who));
        model.addAttribute("person", person.view(open));
    }

    private boolean offers(String place) {
        return places.stream().anyMatch(entry -> entry.href().equals(place));
    }

    private Conversation find(UUID id) {
        return conversations.find(new ConversationId(id)).orElseThrow(() -> Problem.notFound("conversation"));
    }
}
