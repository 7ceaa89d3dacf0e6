package com.digiflowhub.platform.web.document;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** The reference page: the API document for a person to read. In English, as the API is. */
@Controller
class DocumentPages {
    private final ApiDocument document;
    private final JsonMapper json;

    DocumentPages(ApiDocument document, JsonMapper json) {
        this.document = document;
        this.json = json;
    }

    @GetMapping("/docs")
    String reference(Model model) {
        model.addAttribute(
                "reference",
                Reference.of(
                        json.valueToTree(document.make()), document.refusals().all()));
        return "docs/page";
    }
}
