package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.Synonyms;
import com.digiflowhub.assistant.training.QaImports;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A file of entries is looked at and then taken over; and the words that mean the same here. */
@Controller
class QaImportPages {
    private static final String PAGE = QaTrainingPages.PAGE;
    private static final String IMPORT = PAGE + "/import";
    private static final int MOST_BYTES = 8 << 20;

    private final QaImports imports;
    private final Synonyms synonyms;
    private final Workspaces workspaces;

    QaImportPages(QaImports imports, Synonyms synonyms, Workspaces workspaces) {
        this.imports = imports;
        this.synonyms = synonyms;
        this.workspaces = workspaces;
    }

    @GetMapping(IMPORT)
    String choose(
            @RequestParam(defaultValue = "") String refused,
            @RequestParam(defaultValue = "") String about,
            Model model) {
        return choose("", refused.matches("[a-z]{1,20}") ? refused : "", about, model);
    }

    /** Pasted words keep standing in the field when they are refused. */
    @PostMapping(IMPORT)
    String look(@RequestParam(defaultValue = "") String text, HttpServletResponse response, Model model) {
        return switch (imports.look(
                text.replace("\r\n", "\n"), false, workspaces.current().zone())) {
            case QaImports.Looked.Preview preview -> "redirect:" + IMPORT + "/" + preview.id();
            case QaImports.Looked.Refused refused -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield choose(text, refused.code(), refused.about(), model);
            }
        };
    }

    /** The bytes of a file, as they are: what they are written in is told here and not by the browser. Answers where to go on. */
    @PostMapping(IMPORT + "/file")
    void look(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] file = request.getInputStream().readNBytes(MOST_BYTES + 1);
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().print(file.length > MOST_BYTES ? IMPORT + "?refused=large" : next(file));
    }

    @GetMapping(IMPORT + "/{id}")
    String preview(@PathVariable UUID id, Model model) {
        model.addAttribute("preview", imports.find(id).orElseThrow(() -> Problem.notFound("file")));
        return "training/preview";
    }

    @PostMapping(IMPORT + "/{id}/apply")
    String apply(@PathVariable UUID id) {
        return imports.apply(id)
                .map(added -> "redirect:" + PAGE + "?added=" + added)
                .orElseThrow(() -> Problem.notFound("file"));
    }

    @GetMapping(PAGE + "/words")
    String words(@RequestParam(defaultValue = "false") boolean kept, Model model) {
        model.addAttribute("lines", synonyms.current().lines());
        model.addAttribute("kept", kept);
        return "training/words";
    }

    @PostMapping(PAGE + "/words")
    String keepWords(@RequestParam(defaultValue = "") String lines) {
        synonyms.save(Synonyms.Groups.of(lines.replace("\0", "")));
        return "redirect:" + PAGE + "/words?kept=true";
    }

    private String next(byte[] file) {
        return switch (imports.look(file, workspaces.current().zone())) {
            case QaImports.Looked.Preview preview -> IMPORT + "/" + preview.id();
            case QaImports.Looked.Refused refused ->
                IMPORT + "?refused=" + refused.code() + "&about="
                        + URLEncoder.encode(refused.about(), StandardCharsets.UTF_8);
        };
    }

    private static String choose(String text, String refused, String about, Model model) {
        model.addAttribute("text", text);
        model.addAttribute("refused", refused);
        model.addAttribute("about", about);
        return "training/import";
    }
}
