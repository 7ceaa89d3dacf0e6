package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.QaEntryId;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.ConversationId;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.identity.Members;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One entry is written or changed; a person's answer in a conversation may be where it begins. */
@Controller
class QaEntryPages {
    private static final String PAGE = QaTrainingPages.PAGE;
    private static final int LINES_BEFORE = 20;

    private final QaEntries entries;
    private final Conversations conversations;
    private final Members members;
    private final Workspaces workspaces;

    QaEntryPages(QaEntries entries, Conversations conversations, Members members, Workspaces workspaces) {
        this.entries = entries;
        this.conversations = conversations;
        this.members = members;
        this.workspaces = workspaces;
    }

    @GetMapping(PAGE + "/new")
    String fresh(
            @RequestParam(required = false) @Nullable UUID conversation,
            @RequestParam(required = false) @Nullable UUID message,
            Model model) {
        QaForm form = conversation == null || message == null
                ? QaForm.EMPTY
                : proposed(new ConversationId(conversation), new MessageId(message));
        return show(Optional.empty(), form, QaForm.Wrong.NOTHING, model);
    }

    @PostMapping(PAGE)
    String create(@RequestParam Map<String, String> fields, HttpServletResponse response, Model model) {
        QaForm typed = QaForm.typed(fields, true);
        QaForm.Wrong wrong = wrong(typed);
        if (!wrong.equals(QaForm.Wrong.NOTHING)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(Optional.empty(), typed, wrong, model);
        }
        List<QaEntryId> ignored =
                entries.add(List.of(typed.draft(workspaces.current().zone())));
        return "redirect:" + PAGE;
    }

    @GetMapping(PAGE + "/{id}/edit")
    String edit(@PathVariable UUID id, Model model) {
        return show(Optional.of(id), QaForm.of(require(id), workspaces.current().zone()), QaForm.Wrong.NOTHING, model);
    }

    @PostMapping(PAGE + "/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam Map<String, String> fields,
            HttpServletResponse response,
            Model model) {
        QaForm typed = QaForm.typed(fields, require(id).isCustom());
        QaForm.Wrong wrong = wrong(typed);
        if (!wrong.equals(QaForm.Wrong.NOTHING)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(Optional.of(id), typed, wrong, model);
        }
        boolean ignored = entries.change(
                new QaEntryId(id), typed.draft(workspaces.current().zone()));
        return "redirect:" + PAGE;
    }

    /** The person's words as the answer, and the last words of the lead before them as the question. */
    private QaForm proposed(ConversationId conversation, MessageId message) {
        Message answer = conversations.message(conversation, message).orElseThrow(() -> Problem.notFound("message"));
        String question = conversations.messages(conversation, Optional.of(message), LINES_BEFORE).reversed().stream()
                .filter(line -> line.sender() == Author.CONTACT && !line.text().isBlank())
                .map(Message::text)
                .findFirst()
                .orElse("");
        return new QaForm(question, QaForm.forAnybody(answer.text()), "", "", "", "", true);
    }

    private QaForm.Wrong wrong(QaForm form) {
        boolean known = form.owner().isBlank()
                || members.list().stream()
                        .anyMatch(member -> member.user().toString().equals(form.owner()));
        return known ? form.wrong() : new QaForm.Wrong("owner", "qa.wrong.owner");
    }

    private QaEntry require(UUID id) {
        return entries.find(new QaEntryId(id)).orElseThrow(() -> Problem.notFound("QA entry"));
    }

    private String show(Optional<UUID> id, QaForm form, QaForm.Wrong wrong, Model model) {
        model.addAttribute("id", id.map(UUID::toString).orElse(""));
        model.addAttribute("form", form);
        model.addAttribute("wrong", wrong);
        model.addAttribute("members", members.list());
        model.addAttribute("categories", entries.categories());
        return "training/form";
    }
}
