package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.score.Thresholds;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.SettingsEntry;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** From which score on a lead is warm or hot. */
@Controller
class ScorePages {
    private static final String PAGE = "/settings/scores";

    private final Thresholds thresholds;

    ScorePages(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    @GetMapping(PAGE)
    String page(Model model) {
        Thresholds.Levels levels = thresholds.levels();
        return show(String.valueOf(levels.warm()), String.valueOf(levels.hot()), false, model);
    }

    @PostMapping(PAGE)
    String save(
            SignedIn who,
            @RequestParam(defaultValue = "") String warm,
            @RequestParam(defaultValue = "") String hot,
            HttpServletResponse response,
            Model model) {
        who.requireOwner();
        Thresholds.Levels wanted = new Thresholds.Levels(number(warm), number(hot));
        if (!wanted.sound()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(warm, hot, true, model);
        }
        thresholds.set(wanted);
        return "redirect:" + PAGE;
    }

    private static int number(String written) {
        return written.strip().matches("\\d{1,3}") ? Integer.parseInt(written.strip()) : 0;
    }

    private static String show(String warm, String hot, boolean wrong, Model model) {
        model.addAttribute("warm", warm);
        model.addAttribute("hot", hot);
        model.addAttribute("wrong", wrong);
        return "assistant/scores";
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheSettings {
        @Bean
        SettingsEntry scoresInTheSettings() {
            return new SettingsEntry(45, "score.settings.title", PAGE);
        }
    }
}
