package com.digiflowhub.assistant;

import java.util.List;

/** What a model is asked: who it is and what it knows, and what was said so far, oldest first. The last turns are the lead's. */
public record Prompt(String instructions, List<Turn> turns) {
    public Prompt {
        turns = List.copyOf(turns);
    }

    /** Words of one side. */
    public record Turn(boolean lead, String text) {}
}
