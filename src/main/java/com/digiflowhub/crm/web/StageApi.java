package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Stage;
import com.digiflowhub.crm.StageChange;
import com.digiflowhub.crm.StageId;
import com.digiflowhub.crm.Stages;
import com.digiflowhub.crm.web.LeadShapes.StageShape;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The stages of the pipeline, for programs. */
@RestController
@RequestMapping("/api/hubcrm/stages")
class StageApi {
    private final Stages stages;

    StageApi(Stages stages) {
        this.stages = stages;
    }

    @Describe("A stage to add behind the others.")
    record NewStage(
            @Describe(value = "What the team calls it.", example = "\"Quote sent\"")
            @NotBlank
            @Size(max = Stages.LONGEST_NAME)
            String name) {}

    @Describe("Name or place of a stage; what is left out stays.")
    record ChangedStage(
            @Nullable @Size(max = Stages.LONGEST_NAME) String name,

            @Describe("Counted from 1; the others make room.") @Nullable
            Integer position) {}

    @Describe(value = "List the stages", more = "In their order. There are few, so the cursor is always null.")
    @GetMapping
    Listing<StageShape> stages() {
        return new Listing<>(stages.list().stream().map(StageShape::of).toList(), null);
    }

    @Describe(
            value = "Add a stage",
            more = "Owners only.",
            refusals = {"forbidden", "stage-exists", "stages-full"})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<StageShape> addStage(@Valid @RequestBody NewStage wanted, SignedIn who) {
        who.requireOwner();
        StageShape made = StageShape.of(done(stages.add(wanted.name())));
        return ResponseEntity.created(URI.create("/api/hubcrm/stages")).body(made);
    }

    @Describe(
            value = "Rename or move a stage",
            more = "Owners only. The leads in it go along.",
            refusals = {"forbidden", "stage-exists"})
    @PutMapping("/{id}")
    StageShape changeStage(@PathVariable UUID id, @Valid @RequestBody ChangedStage wanted, SignedIn who) {
        who.requireOwner();
        StageId stage = new StageId(id);
        Optional<Stage> known = stages.find(stage);
        if (wanted.name() != null) {
            known = Optional.of(done(stages.rename(stage, wanted.name())));
        }
        if (wanted.position() != null) {
            known = Optional.of(done(stages.place(stage, wanted.position())));
        }
        return StageShape.of(known.orElseThrow(() -> Problem.notFound("stage")));
    }

    @Describe(
            value = "Remove a stage",
            more = "Owners only. Its leads go to the stage that to names.",
            refusals = {"forbidden", "stage-holds-leads", "stage-last"})
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeStage(
            @PathVariable UUID id,
            @Describe("The id of the stage that takes its leads.") @RequestParam(required = false) @Nullable UUID to,
            SignedIn who) {
        who.requireOwner();
        var ignored =
                done(stages.remove(new StageId(id), Optional.ofNullable(to).map(StageId::new)));
    }

    private static Stage done(StageChange change) {
        return switch (change) {
            case StageChange.Done done -> done.stage();
            case StageChange.NotThere none -> throw Problem.notFound("stage");
            case StageChange.NameWrong wrong ->
                throw Problem.invalid(
                        "name", "name must be 1 to %d readable characters.".formatted(Stages.LONGEST_NAME));
            case StageChange.NameTaken taken ->
                throw Problem.refused("stage-exists", "There is a stage of this name already. Take another name.");
            case StageChange.TooMany full ->
                throw Problem.refused(
                        "stages-full", "There are %d stages, and more are not possible.".formatted(Stages.MOST));
            case StageChange.HoldsLeads held ->
                throw Problem.refused(
                        "stage-holds-leads",
                        "%d leads are in this stage. Say in the parameter to which stage they go."
                                .formatted(held.leads()));
            case StageChange.LastOne last ->
                throw Problem.refused("stage-last", "This is the only stage. Add another before you remove it.");
        };
    }
}
