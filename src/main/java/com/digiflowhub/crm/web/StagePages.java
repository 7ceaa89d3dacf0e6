package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Stage;
import com.digiflowhub.crm.StageChange;
import com.digiflowhub.crm.StageId;
import com.digiflowhub.crm.Stages;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.SettingsEntry;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The stages of the pipeline, in the settings. Who is no owner reads them. */
@Controller
class StagePages {
    private static final String PAGE = "/settings/stages";

    private final Stages stages;

    StagePages(Stages stages) {
        this.stages = stages;
    }

    @GetMapping(PAGE)
    String list(Model model) {
        return show("", "", "", model);
    }

    @PostMapping(PAGE)
    String add(SignedIn who, @RequestParam(defaultValue = "") String name, HttpServletResponse response, Model model) {
        who.requireOwner();
        return ended(stages.add(name), "new", name, response, model);
    }

    @PostMapping(PAGE + "/{id}/name")
    String rename(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model) {
        who.requireOwner();
        return ended(stages.rename(new StageId(id), name), id.toString(), name, response, model);
    }

    @PostMapping(PAGE + "/{id}/place")
    String place(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam int position,
            HttpServletResponse response,
            Model model) {
        who.requireOwner();
        return ended(stages.place(new StageId(id), position), id.toString(), "", response, model);
    }

    @PostMapping(PAGE + "/{id}/remove")
    String remove(
            SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String to,
            HttpServletResponse response,
            Model model) {
        who.requireOwner();
        Optional<StageId> target = stages.list().stream()
                .map(Stage::id)
                .filter(stage -> stage.toString().equals(to))
                .findFirst();
        return ended(stages.remove(new StageId(id), target), id.toString(), "", response, model);
    }

    private String ended(StageChange change, String at, String typed, HttpServletResponse response, Model model) {
        String wrong = switch (change) {
            case StageChange.Done done -> "";
            case StageChange.NotThere none -> throw Problem.notFound("stage");
            case StageChange.NameTaken taken -> "crm.stages.wrong.taken";
            case StageChange.NameWrong bad -> "crm.stages.wrong.name";
            case StageChange.TooMany full -> "crm.stages.wrong.full";
            case StageChange.HoldsLeads held -> "crm.stages.wrong.holds";
            case StageChange.LastOne last -> "crm.stages.wrong.last";
        };
        if (wrong.isEmpty()) {
            return "redirect:" + PAGE;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(at, wrong, typed, model);
    }

    private String show(String at, String wrong, String typed, Model model) {
        List<StageRow> rows = stages.list().stream()
                .map(stage -> new StageRow(stage, stages.leads(stage)))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("at", at);
        model.addAttribute("wrong", wrong);
        model.addAttribute("typed", typed);
        return "pipeline/stages";
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheSettings {
        @Bean
        SettingsEntry stagesInTheSettings() {
            return new SettingsEntry(40, "crm.stages.title", PAGE);
        }
    }
}
