package com.digiflowhub.platform.help;

import com.digiflowhub.platform.web.Frames;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The help for somebody who sees the product for the first time: all topics, or the one that explains a page. */
@Controller
class HelpPages {
    private final Help help;
    private final Words words;

    HelpPages(Help help, Words words) {
        this.help = help;
        this.words = words;
    }

    /** {@code about} is the path of the page that somebody does not understand. */
    @GetMapping("/help")
    String all(@RequestParam(defaultValue = "") String about, HttpServletRequest request, Model model) {
        Locale language = language(request);
        model.addAttribute("topics", help.topics(language));
        return help.about(language, about)
                .map(topic -> "redirect:" + topic.href())
                .orElse("help/index");
    }

    @GetMapping("/help/{name}")
    String one(@PathVariable String name, HttpServletRequest request, Model model) {
        Locale language = language(request);
        model.addAttribute("topics", help.topics(language));
        model.addAttribute("topic", help.find(language, name).orElseThrow(() -> Problem.notFound("help page")));
        return "help/topic";
    }

    private Locale language(HttpServletRequest request) {
        return words.in(Frames.language(request)).locale();
    }
}
