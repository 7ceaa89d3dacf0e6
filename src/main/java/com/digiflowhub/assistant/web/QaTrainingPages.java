package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.QaEntryId;
import com.digiflowhub.assistant.Rehearsal;
import com.digiflowhub.conversations.MessageOffer;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.SettingsEntry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** What the assistant was taught: list, search, removal with undo, and a place to try it. */
@Controller
class QaTrainingPages {
    static final String PAGE = "/settings/qa-training";
    private static final int LONGEST_QUESTION = 1_000;
    private static final int LONGEST_ANSWER = 4_000;
    private static final int MOST_TURNS = 10;

    private final QaEntries entries;
    private final Rehearsal rehearsal;
    private final Workspaces workspaces;
    private final HubClock clock;

    QaTrainingPages(QaEntries entries, Rehearsal rehearsal, Workspaces workspaces, HubClock clock) {
        this.entries = entries;
        this.rehearsal = rehearsal;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "false") boolean expired,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable UUID removed,
            @RequestParam(defaultValue = "-1") int added,
            Model model) {
        Optional<String> words = Listing.words(q);
        Optional<QaEntryId> after =
                Optional.ofNullable(cursor).map(Listing::cursor).map(QaEntryId::new);
        QaEntries.Wanted wanted = new QaEntries.Wanted(Optional.of(category).filter(name -> !name.isBlank()), expired);
        List<QaEntry> found = words.map(asked -> entries.search(asked, Listing.USUAL).stream()
                        .filter(entry -> category.isBlank() || entry.category().equals(category))
                        .filter(entry -> !expired || entry.expired(clock.now()))
                        .toList())
                .orElseGet(() -> entries.newest(wanted, after, Listing.USUAL + 1));
        boolean more = found.size() > Listing.USUAL;
        List<QaEntry> shown = more ? found.subList(0, Listing.USUAL) : found;
        model.addAttribute("entries", shown);
        model.addAttribute("next", more ? shown.getLast().id().toString() : "");
        model.addAttribute("total", entries.count());
        model.addAttribute("categories", entries.categories());
        model.addAttribute("q", q);
        model.addAttribute("category", category);
        model.addAttribute("expired", expired);
        model.addAttribute("now", clock.now());
        model.addAttribute("zone", workspaces.current().zone());
        model.addAttribute(
                "removed", Optional.ofNullable(removed).map(UUID::toString).orElse(""));
        model.addAttribute("added", added);
        return "training/list";
    }

    @PostMapping(PAGE + "/{id}/remove")
    String remove(@PathVariable UUID id) {
        if (!entries.remove(new QaEntryId(id))) {
            throw Problem.notFound("QA entry");
        }
        return "redirect:" + PAGE + "?removed=" + id;
    }

    /** Pressed twice, it is there once. */
    @PostMapping(PAGE + "/{id}/restore")
    String restore(@PathVariable UUID id) {
        boolean ignored = entries.restore(new QaEntryId(id));
        return "redirect:" + PAGE;
    }

    /** A script adds the answer to the chat; without one the answer is a page. {@code drafted}: with the configuration that is being written. */
    @PostMapping("/settings/try")
    String rehearse(
            @RequestParam String question,
            @RequestParam(defaultValue = "false") boolean drafted,
            @RequestParam MultiValueMap<String, String> chat,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        String asked = question.strip().replace("\0", "");
        if (asked.isEmpty() || asked.length() > LONGEST_QUESTION) {
            throw Problem.invalid("question", "question must have 1 to " + LONGEST_QUESTION + " characters.");
        }
        model.addAttribute("question", asked);
        model.addAttribute("answer", rehearsal.answer(before(chat), asked, drafted));
        return part == null ? "training/tried" : "training/answer";
    }

    /** The page brings back what was said, since nothing of it is kept. */
    private static List<Rehearsal.Turn> before(MultiValueMap<String, String> chat) {
        List<String> asked = chat.getOrDefault("asked", List.of());
        List<String> answered = chat.getOrDefault("answered", List.of());
        int turns = Math.min(asked.size(), answered.size());
        return IntStream.range(Math.max(0, turns - MOST_TURNS), turns)
                .mapToObj(at -> new Rehearsal.Turn(
                        asked.get(at).replace("\0", ""), answered.get(at).replace("\0", "")))
                .filter(turn -> turn.question().length() <= LONGEST_QUESTION
                        && turn.answer().length() <= LONGEST_ANSWER)
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheSettings {
        @Bean
        SettingsEntry qaTrainingInTheSettings() {
            return new SettingsEntry(30, "qa.title", PAGE);
        }

        @Bean
        MessageOffer teachAnAnswer() {
            return new MessageOffer("qa.teach-this", "sparkles", PAGE + "/new");
        }
    }
}
