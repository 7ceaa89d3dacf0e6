package com.digiflowhub.crm;

/** What came of changing the stages. */
public sealed interface StageChange {
    record Done(Stage stage) implements StageChange {}

    record NotThere() implements StageChange {}

    record NameTaken() implements StageChange {}

    /** No name, a name too long, or one with characters that are none to read. */
    record NameWrong() implements StageChange {}

    record TooMany() implements StageChange {}

    /** Leads are in it, and nobody said where they go. */
    record HoldsLeads(long leads) implements StageChange {}

    /** A pipeline has one stage at least. */
    record LastOne() implements StageChange {}
}
