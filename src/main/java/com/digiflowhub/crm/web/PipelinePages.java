package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.LeadChange;
import com.digiflowhub.crm.LeadId;
import com.digiflowhub.crm.LeadWriting;
import com.digiflowhub.crm.Place;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.RailEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The pipeline as a board and as a table, and what is done in it. */
@Controller
class PipelinePages {
    private final PipelineViews views;
    private final LeadWriting writing;
    private final LeadReading reading;

    PipelinePages(PipelineViews views, LeadWriting writing, LeadReading reading) {
        this.views = views;
        this.writing = writing;
        this.reading = reading;
    }

    @GetMapping("/pipeline")
    String page(@RequestParam Map<String, String> asked, Model model) {
        views.show(Asked.of(asked), model);
        views.notice(asked.getOrDefault("moved", ""), asked.getOrDefault("was", ""), model);
        return "pipeline/page";
    }

    @GetMapping("/pipeline/part")
    String part(@RequestParam Map<String, String> asked, Model model) {
        views.show(Asked.of(asked), model);
        return "pipeline/part";
    }

    /** From a card, a row, by drag or key, and from beside a conversation; the browser goes back to where it was. */
    @PostMapping("/pipeline/{id}/move")
    String move(
            @PathVariable UUID id,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String from,
            @RequestParam Map<String, String> asked,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        LeadId lead = new LeadId(id);
        Place target = views.place(to).orElseThrow(() -> Problem.notFound("stage"));
        Optional<Place> seen = views.place(from);
        LeadChange change = writing.move(lead, seen, target);
        if (change instanceof LeadChange.NotThere) {
            throw Problem.notFound("lead");
        }
        boolean done = change instanceof LeadChange.Changed;
        if (request.getHeader("HX-Request") == null) {
            return "redirect:"
                    + back(request, asked, lead, done ? seen.map(Place::key).orElse("") : "refused");
        }
        if (asked.containsKey("quiet")) {
            response.setStatus((done ? HttpStatus.NO_CONTENT : HttpStatus.CONFLICT).value());
            return "pipeline/nothing";
        }
        views.show(Asked.of(asked), model);
        views.notice(id.toString(), done ? seen.map(Place::key).orElse("") : "refused", model);
        response.setStatus((done ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT).value());
        return "pipeline/moved";
    }

    /** Value, place and owner, in a row of the table. */
    @PostMapping("/pipeline/{id}/row")
    String row(
            @PathVariable UUID id,
            @RequestParam Map<String, String> given,
            @RequestHeader(name = "HX-Request", defaultValue = "") String scripted,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Asked asked = Asked.of(given);
        LeadForm form = new LeadForm(given, views.french(request), writing.places());
        Optional<LeadReading.Wrong> wrong =
                form.wrong().or(() -> reading.wrong(form.carried().body())).or(() -> write(new LeadId(id), form));
        if (scripted.isEmpty() && wrong.isEmpty()) {
            return "redirect:/pipeline" + asked.asTable(true).query();
        }
        views.show(asked.asTable(true), model);
        wrong.ifPresent(one -> {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("wrongRow", id.toString());
            model.addAttribute("wrongKey", LeadPages.key(one));
            model.addAttribute("typed", given.getOrDefault("value", ""));
        });
        return scripted.isEmpty() ? "pipeline/page" : "pipeline/part";
    }

    private Optional<LeadReading.Wrong> write(LeadId id, LeadForm form) {
        Optional<Lead> lead = views.lead(id);
        if (lead.isEmpty()) {
            throw Problem.notFound("lead");
        }
        Optional<LeadReading.Wrong> misfit = reading.wrongIn(lead.get(), form.carried());
        return misfit.isPresent()
                ? misfit
                : LeadPages.refusal(writing.change(id, known -> reading.onto(known, form.carried())));
    }

    /** To the page that the form was on; a pipeline is told what moved, so that it can be undone. */
    private static String back(HttpServletRequest request, Map<String, String> asked, LeadId lead, String was) {
        String referer = Optional.ofNullable(request.getHeader("Referer")).orElse("");
        String path = referer.matches("https?://[^/\\s]+/(inbox|contacts|pipeline)/[0-9a-f-]{36}([?#].*)?")
                ? URI.create(referer).getRawPath()
                : "";
        if (!path.isEmpty()) {
            return path;
        }
        String query = Asked.of(asked).query();
        return "/pipeline" + query + (query.isEmpty() ? "?" : "&") + "moved=" + lead + "&was=" + was;
    }

    @Configuration(proxyBeanMethods = false)
    static class InTheRail {
        @Bean
        RailEntry pipelineInTheRail() {
            return RailEntry.work(40, "crm.pipeline", "/pipeline", "layout-kanban");
        }
    }
}
