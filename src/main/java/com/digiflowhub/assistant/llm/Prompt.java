package com.digiflowhub.assistant.llm;

import java.util.List;

/**
 * What a model is asked: who it is and what it knows, what was said so far, oldest first, and the form that the answer is to have. The last
 * turns are the lead's.
 */
public record Prompt(String instructions, List<Turn> turns, AnswerForm form) {
    public Prompt {
        turns = List.copyOf(turns);
    }

    /** Words of one side. */
    public record Turn(boolean lead, String text) {}
}
