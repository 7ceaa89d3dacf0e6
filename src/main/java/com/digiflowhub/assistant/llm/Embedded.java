package com.digiflowhub.assistant.llm;

import com.digiflowhub.platform.work.Reason;
import java.util.List;

/** What came of asking a provider for embeddings: numbers that lie near each other where texts mean the same. */
public sealed interface Embedded {
    /** One for each text, in their order; only those of one model can be compared. */
    record Vectors(String model, List<float[]> vectors) implements Embedded {
        public Vectors {
            vectors = List.copyOf(vectors);
        }
    }

    /** This account has no model for it. */
    record None() implements Embedded {}

    record Failed(Reason why) implements Embedded {}
}
