package com.digiflowhub.crm;

import java.util.List;

/** What came of writing a lead. */
public sealed interface LeadChange {
    record Created(Lead lead) implements LeadChange {}

    /** It was there and is now as wanted. */
    record Changed(Lead lead) implements LeadChange {}

    record NotThere() implements LeadChange {}

    /** The members named belong to different people or leads; {@code whose} says which, member by member. */
    record Differ(List<String> whose) implements LeadChange {
        public Differ {
            whose = List.copyOf(whose);
        }
    }

    /** The member is another lead's or person's. */
    record Taken(String member, String whose) implements LeadChange {}

    /** The person has another open lead. */
    record OpenElsewhere(LeadId other) implements LeadChange {}

    /** Somebody moved it meanwhile. */
    record MovedMeanwhile(Lead lead) implements LeadChange {}

    /** There is no such stage any more. */
    record NoSuchStage() implements LeadChange {}
}
