package com.digiflowhub.crm.web;

import com.digiflowhub.crm.LeadChange;
import com.digiflowhub.platform.web.KnownProblems;
import com.digiflowhub.platform.web.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What a lead or a stage refuses, in words for programs. */
@Component
class LeadProblems implements KnownProblems {
    @Override
    public List<Kind> kinds() {
        int conflict = HttpStatus.CONFLICT.value();
        return List.of(
                new Kind(
                        "leads-differ",
                        conflict,
                        "The email, phone and externalId of the request belong to different leads; the detail names them. Write to one of them by its id."),
                new Kind(
                        "lead-taken",
                        conflict,
                        "The email, phone or externalId is another lead's; the detail names it."),
                new Kind(
                        "lead-open",
                        conflict,
                        "The person has another open lead, and may have one only; the detail names it."),
                new Kind("stage-exists", conflict, "There is a stage of this name already."),
                new Kind("stage-holds-leads", conflict, "Leads are in the stage. Say in to where they go."),
                new Kind("stage-last", conflict, "A pipeline has one stage at least."),
                new Kind("stages-full", conflict, "A pipeline has 20 stages at most."));
    }

    static Problem of(LeadChange refusal) {
        return switch (refusal) {
            case LeadChange.NotThere none -> Problem.notFound("lead");
            case LeadChange.Differ differ ->
                Problem.refused(
                        "leads-differ",
                        "These do not belong together: " + String.join("; ", differ.whose())
                                + ". Leave out what is not this lead's, or PUT to one of them.");
            case LeadChange.Taken taken ->
                Problem.refused("lead-taken", "The %s belongs to %s already.".formatted(taken.member(), taken.whose()));
            case LeadChange.OpenElsewhere elsewhere ->
                Problem.refused(
                        "lead-open",
                        "This person's lead %s is open, and a person has one open lead only. Close that one first, or write to it."
                                .formatted(elsewhere.other()));
            case LeadChange.NoSuchStage gone ->
                Problem.invalid(
                        "stage", "There is no such stage any more. GET /api/hubcrm/stages lists those there are.");
            case LeadChange.MovedMeanwhile moved ->
                throw new IllegalStateException("only the pages say where they saw a lead, but " + moved);
            case LeadChange.Created made -> throw new IllegalStateException("no refusal: " + made);
            case LeadChange.Changed changed -> throw new IllegalStateException("no refusal: " + changed);
        };
    }

    static Problem of(LeadReading.Wrong wrong) {
        return Problem.invalid(wrong.member(), detail(wrong));
    }

    private static String detail(LeadReading.Wrong wrong) {
        return switch (wrong.kind()) {
            case TOO_LONG -> "%s must be at most %s characters long.".formatted(wrong.member(), wrong.right());
            case CHARACTERS -> wrong.member() + " holds characters that nobody can read, such as line breaks or NUL.";
            case EMAIL -> "email must be an address such as claire@example.com.";
            case PHONE -> "phone must be in international form, such as +33 6 39 98 00 01.";
            case PIPELINE, STATUS -> "%s must be one of: %s.".formatted(wrong.member(), wrong.right());
            case STAGE -> "stage must be the name of one of the workspace's stages: %s.".formatted(wrong.right());
            case VALUE ->
                "value must be from 0 to 1000000000000, with no more decimals than %s has.".formatted(wrong.right());
            case CURRENCY -> "currency must be a code of ISO 4217 in capitals, such as EUR.";
            case OWNER -> "ownerId must be a member of the workspace. GET /api/members lists them.";
            case TAGS ->
                "tags must be at most %d texts of 1 to %d readable characters."
                        .formatted(LeadReading.MOST_TAGS, LeadReading.LONGEST_TAG);
            case CUSTOM_FIELDS ->
                "customFields must be an object of at most %d members and %d characters, without NUL."
                        .formatted(LeadReading.MOST_CUSTOM_FIELDS, LeadReading.LONGEST_CUSTOM_FIELDS);
            case TAKEN, OPEN -> throw new IllegalStateException("told as a conflict: " + wrong);
            case NOBODY -> "A lead needs an email, a phone or an externalId to be found by.";
        };
    }
}
