package com.digiflowhub.crm;

import com.digiflowhub.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/** Which leads are meant: all of the parts that are there must hold. */
public record LeadFilter(
        Optional<String> stage,
        Optional<Lead.Status> status,
        Optional<String> source,
        Optional<UserId> owner,
        Optional<String> tag,
        Optional<Instant> updatedSince,
        Optional<String> words) {
    public static LeadFilter all() {
        return new LeadFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, at one place of the pipeline: an open lead's stage, or won, or lost. */
    public LeadFilter at(Optional<String> otherStage, Lead.Status otherStatus) {
        return new LeadFilter(otherStage, Optional.of(otherStatus), source, owner, tag, updatedSince, words);
    }
}
