package com.digiflowhub.crm.web;

import com.digiflowhub.contacts.ContactLinks;
import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.LeadChange;
import com.digiflowhub.crm.LeadId;
import com.digiflowhub.crm.LeadWriting;
import com.digiflowhub.crm.Leads;
import com.digiflowhub.identity.Members;
import com.digiflowhub.platform.web.Carried;
import com.digiflowhub.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One lead: its facts, to read and to change; and the form for a new one. What was typed stays when it is refused. */
@Controller
class LeadPages {
    private static final String ORIGIN = "team";

    private final Leads leads;
    private final LeadWriting writing;
    private final LeadReading reading;
    private final PipelineViews views;
    private final Members members;
    private final List<ContactLinks> links;

    LeadPages(
            Leads leads,
            LeadWriting writing,
            LeadReading reading,
            PipelineViews views,
            Members members,
            List<ContactLinks> links) {
        this.leads = leads;
        this.writing = writing;
        this.reading = reading;
        this.views = views;
        this.members = members;
        this.links = links;
    }

    @GetMapping("/pipeline/new")
    String blank(Model model) {
        return form(Map.of(), Optional.empty(), model);
    }

    @PostMapping("/pipeline/new")
    String create(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        LeadForm form = new LeadForm(typed, views.french(request), writing.places());
        Carried<LeadMembers> stated = reading.withoutNulls(form.carried());
        Optional<LeadReading.Wrong> wrong = form.wrong().or(() -> reading.wrongAsNew(stated.body()));
        if (wrong.isEmpty()) {
            LeadChange change;
            try {
                change = writing.enter(
                        reading.marks(stated.body()),
                        typed.getOrDefault("name", ""),
                        ORIGIN,
                        lead -> onto(lead, stated));
            } catch (Misfit misfit) {
                return refused(typed, misfit.wrong, response, model);
            }
            if (change instanceof LeadChange.Created made) {
                return "redirect:/pipeline/" + made.lead().id();
            }
            if (change instanceof LeadChange.Changed known) {
                return "redirect:/pipeline/" + known.lead().id() + "?known=1";
            }
            wrong = refusal(change);
        }
        return refused(typed, wrong.orElseThrow(), response, model);
    }

    private String refused(
            Map<String, String> typed, LeadReading.Wrong wrong, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(typed, Optional.of(wrong), model);
    }

    @GetMapping("/pipeline/{id}")
    String one(@PathVariable UUID id, @RequestParam(defaultValue = "") String known, Model model) {
        return page(require(id), Map.of(), Optional.empty(), known.isEmpty() ? "" : "crm.known", model);
    }

    @PostMapping("/pipeline/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Lead lead = require(id);
        LeadForm form = new LeadForm(typed, views.french(request), writing.places());
        Carried<LeadMembers> carried = form.carried();
        Optional<LeadReading.Wrong> wrong = form.wrong()
                .or(() -> reading.wrong(carried.body()))
                .or(() -> reading.wrongIn(lead, carried))
                .or(() -> refusal(writing.change(lead.id(), known -> reading.onto(known, carried))));
        if (wrong.isEmpty()) {
            return "redirect:/pipeline/" + id;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(lead, typed, wrong, "", model);
    }

    /** Whose currency it is shows only once the lead is found; nothing may be written when the amount does not fit. */
    private static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient LeadReading.Wrong wrong;

        Misfit(LeadReading.Wrong wrong) {
            super("the amount does not fit its currency");
            this.wrong = wrong;
        }
    }

    private Lead onto(Lead lead, Carried<LeadMembers> carried) {
        reading.wrongIn(lead, carried).ifPresent(wrong -> {
            throw new Misfit(wrong);
        });
        return reading.onto(lead, carried);
    }

    /** What stands in the way of a change, said at the member whose change it was. */
    static Optional<LeadReading.Wrong> refusal(LeadChange change) {
        return switch (change) {
            case LeadChange.Created made -> Optional.empty();
            case LeadChange.Changed changed -> Optional.empty();
            case LeadChange.NotThere none -> throw Problem.notFound("lead");
            case LeadChange.Differ differ -> Optional.of(new LeadReading.Wrong("email", LeadReading.Kind.TAKEN, ""));
            case LeadChange.Taken taken ->
                Optional.of(new LeadReading.Wrong(taken.member(), LeadReading.Kind.TAKEN, ""));
            case LeadChange.OpenElsewhere open ->
                Optional.of(new LeadReading.Wrong("place", LeadReading.Kind.OPEN, ""));
            case LeadChange.MovedMeanwhile moved ->
                Optional.of(new LeadReading.Wrong("place", LeadReading.Kind.STAGE, ""));
            case LeadChange.NoSuchStage gone -> Optional.of(new LeadReading.Wrong("place", LeadReading.Kind.STAGE, ""));
        };
    }

    static String key(LeadReading.Wrong wrong) {
        return "crm.wrong." + wrong.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String form(Map<String, String> typed, Optional<LeadReading.Wrong> wrong, Model model) {
        put(typed, wrong, model);
        return "pipeline/new";
    }

    private String page(
            Lead lead, Map<String, String> typed, Optional<LeadReading.Wrong> wrong, String notice, Model model) {
        put(typed, wrong, model);
        model.addAttribute("lead", lead);
        model.addAttribute("notice", notice);
        model.addAttribute(
                "links",
                links.stream().flatMap(one -> one.of(lead.contact()).stream()).toList());
        return "pipeline/one";
    }

    private void put(Map<String, String> typed, Optional<LeadReading.Wrong> wrong, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("wrongField", wrong.map(LeadReading.Wrong::member).orElse(""));
        model.addAttribute("wrongKey", wrong.map(LeadPages::key).orElse(""));
        model.addAttribute("places", writing.places());
        model.addAttribute("members", members.list());
    }

    private Lead require(UUID id) {
        return leads.find(new LeadId(id)).orElseThrow(() -> Problem.notFound("lead"));
    }
}
