package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.LeadId;
import com.digiflowhub.crm.LeadWriting;
import com.digiflowhub.crm.Leads;
import com.digiflowhub.crm.Place;
import com.digiflowhub.identity.Members;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.web.Frames;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together what the templates of the pipeline show. */
@Component
class PipelineViews {
    private static final int MOST_CARDS = 50;
    private static final int MOST_ROWS = 100;

    private final Leads leads;
    private final LeadWriting writing;
    private final Members members;
    private final HubClock clock;
    private final Frames frames;

    PipelineViews(Leads leads, LeadWriting writing, Members members, HubClock clock, Frames frames) {
        this.leads = leads;
        this.writing = writing;
        this.members = members;
        this.clock = clock;
        this.frames = frames;
    }

    void show(Asked asked, Model model) {
        List<Leads.Column> columns = leads.board(asked.filter(), asked.sort(), asked.table() ? 0 : MOST_CARDS);
        model.addAttribute("asked", asked);
        model.addAttribute("columns", columns);
        model.addAttribute(
                "rows",
                asked.table() ? leads.list(asked.filter(), asked.sort(), Optional.empty(), MOST_ROWS) : List.of());
        model.addAttribute("sources", leads.sources());
        model.addAttribute("members", members.list());
        model.addAttribute("now", clock.now());
    }

    /** A line about a lead that was moved, with the way back; {@code was} is {@code refused} when it could not be. */
    void notice(String moved, String was, Model model) {
        Optional<Lead> lead = id(moved).map(LeadId::new).flatMap(leads::find);
        model.addAttribute("moved", lead.orElse(null));
        model.addAttribute(
                "was", was.equals("refused") ? was : place(was).map(Place::key).orElse(""));
    }

    Optional<Lead> lead(LeadId id) {
        return leads.find(id);
    }

    Optional<Place> place(String key) {
        return writing.places().stream()
                .filter(place -> place.key().equals(key))
                .findFirst();
    }

    boolean french(HttpServletRequest request) {
        return frames.of(request).words().french();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
