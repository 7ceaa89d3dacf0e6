package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.LeadChange;
import com.digiflowhub.crm.LeadFilter;
import com.digiflowhub.crm.LeadId;
import com.digiflowhub.crm.LeadPlace;
import com.digiflowhub.crm.LeadSort;
import com.digiflowhub.crm.LeadWriting;
import com.digiflowhub.crm.Leads;
import com.digiflowhub.crm.web.LeadShapes.LeadShape;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.web.Carried;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Leads for programs. */
@RestController
@RequestMapping("/api/hubcrm/leads")
class LeadApi {
    private static final String ORIGIN = "api";

    private final Leads leads;
    private final LeadWriting writing;
    private final LeadReading reading;
    private final LeadShapes shapes;

    LeadApi(Leads leads, LeadWriting writing, LeadReading reading, LeadShapes shapes) {
        this.leads = leads;
        this.writing = writing;
        this.reading = reading;
        this.shapes = shapes;
    }

    @Describe(value = "List, find and sort leads", more = "All parts of the filter that are given must hold.")
    @GetMapping
    Listing<LeadShape> list(
            @Describe(value = "The name of a stage.", example = "\"qualified\"")
                    @RequestParam(required = false)
                    @Nullable
                    String stage,
            @Describe(
                            value = "How they stand.",
                            oneOf = {"open", "won", "lost"})
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @RequestParam(required = false) @Nullable String source,
            @Describe("The ownerId of the leads.") @RequestParam(required = false) @Nullable UUID owner,
            @Describe("One of their tags.") @RequestParam(required = false) @Nullable String tag,
            @Describe(value = "Changed then or later.", example = "\"2026-11-01T00:00:00Z\"")
                    @RequestParam(required = false)
                    @Nullable
                    Instant updatedSince,
            @Describe("A part of the name, number, address or company, or the whole externalId; accents do not matter.")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Describe(
                            value =
                                    "createdAt, updatedAt, value, score or name; a minus before it means the greatest first. -createdAt when it is left out.",
                            oneOf = {
                                "-createdAt",
                                "createdAt",
                                "-updatedAt",
                                "updatedAt",
                                "-value",
                                "value",
                                "-score",
                                "score",
                                "name",
                                "-name"
                            })
                    @RequestParam(required = false)
                    @Nullable
                    String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        LeadFilter filter = new LeadFilter(
                readable("stage", stage),
                readable("status", status).map(LeadApi::status),
                readable("source", source),
                Optional.ofNullable(owner).map(UserId::new),
                readable("tag", tag),
                Optional.ofNullable(updatedSince).map(LeadApi::known),
                Listing.words(q).map(words -> readable("q", words).orElseThrow()));
        LeadSort order = Optional.ofNullable(sort).map(LeadApi::sort).orElse(LeadSort.NEWEST);
        int most = Listing.limit(limit);
        Optional<LeadPlace> after = Optional.ofNullable(cursor).map(text -> place(text, order));
        List<Lead> rows = leads.list(filter, order, after, most + 1);
        return Listing.of(rows, most, lead -> new LeadPlace(order.place(lead), lead.id()).cursor(order), shapes::lead);
    }

    @Describe("Read a lead")
    @GetMapping("/{id}")
    LeadShape one(@PathVariable UUID id) {
        return shapes.lead(leads.find(new LeadId(id)).orElseThrow(() -> Problem.notFound("lead")));
    }

    @Describe(
            value = "Create a lead, or find and change it",
            more =
                    "A lead is found by externalId, or by its person's email or phone while it is open; then the members that the body carries are "
                            + "written into it, and a null is as good as left out. Who comes again after a lead was won or lost is a new one. "
                            + "One of email, phone and externalId is needed.",
            orElse = "200: It was there already, and is now as the body says.",
            refusals = {"leads-differ", "lead-taken", "lead-open"})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<LeadShape> create(@RequestBody Carried<LeadMembers> wanted) {
        reading.wrongAsNew(wanted.body()).ifPresent(LeadApi::refuse);
        Carried<LeadMembers> stated = reading.withoutNulls(wanted);
        LeadChange entered = writing.enter(
                reading.marks(wanted.body()),
                Optional.ofNullable(wanted.body().name()).orElse(""),
                ORIGIN,
                lead -> onto(lead, stated));
        if (entered instanceof LeadChange.Created made) {
            return ResponseEntity.created(
                            URI.create("/api/hubcrm/leads/" + made.lead().id()))
                    .body(shapes.lead(made.lead()));
        }
        return ResponseEntity.ok(shapes.lead(changed(entered)));
    }

    @Describe(
            value = "Change a lead",
            more =
                    "Changes the members that the body carries; null clears. A new email or phone becomes the person's first, the ones before "
                            + "stay theirs; cleared ones are taken from the person. A status of won or lost takes the lead out of the stages, and open puts it back.",
            refusals = {"lead-taken", "lead-open"})
    @PutMapping("/{id}")
    LeadShape change(@PathVariable UUID id, @RequestBody Carried<LeadMembers> wanted) {
        reading.wrong(wanted.body()).ifPresent(LeadApi::refuse);
        return shapes.lead(changed(writing.change(new LeadId(id), lead -> onto(lead, wanted))));
    }

    /** The lead as it is now; whatever else came of it is a refusal. */
    private static Lead changed(LeadChange change) {
        if (change instanceof LeadChange.Changed changed) {
            return changed.lead();
        }
        throw LeadProblems.of(change);
    }

    private Lead onto(Lead lead, Carried<LeadMembers> wanted) {
        reading.wrongIn(lead, wanted).ifPresent(LeadApi::refuse);
        return reading.onto(lead, wanted);
    }

    private static void refuse(LeadReading.Wrong wrong) {
        throw LeadProblems.of(wrong);
    }

    private static Optional<String> readable(String parameter, @Nullable String text) {
        Optional<String> given = Optional.ofNullable(text).filter(words -> !words.isEmpty());
        if (given.filter(words -> words.length() > LeadMembers.LONGEST_NAME || words.indexOf('\0') >= 0)
                .isPresent()) {
            throw Problem.invalid(
                    parameter,
                    parameter + " must be a readable text of at most " + LeadMembers.LONGEST_NAME + " characters.");
        }
        return given;
    }

    /** Beyond these years the database knows no moment. */
    private static Instant known(Instant moment) {
        if (moment.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
                || moment.isAfter(Instant.parse("9999-12-31T23:59:59.999Z"))) {
            throw Problem.invalid("updatedSince", "updatedSince must lie in the years 0001 to 9999.");
        }
        return moment;
    }

    private static Lead.Status status(String word) {
        return Arrays.stream(Lead.Status.values())
                .filter(status -> status.stored().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("status", "status must be one of: open, won, lost."));
    }

    private static LeadSort sort(String key) {
        return LeadSort.of(key)
                .orElseThrow(() -> Problem.invalid(
                        "sort",
                        "sort must be one of: "
                                + Arrays.stream(LeadSort.values())
                                        .map(LeadSort::key)
                                        .collect(Collectors.joining(", ")) + "."));
    }

    private static LeadPlace place(String cursor, LeadSort order) {
        return LeadPlace.read(cursor, order)
                .orElseThrow(() -> Problem.invalid(
                        "cursor", "cursor must be the nextCursor of an earlier answer in the same order."));
    }
}
