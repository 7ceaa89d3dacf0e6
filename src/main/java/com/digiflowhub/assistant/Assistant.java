package com.digiflowhub.assistant;

import com.digiflowhub.assistant.llm.Models;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How the assistant of the workspace in force stands; for pages. */
@Component
public class Assistant {
    private final Models models;
    private final QaEntries entries;

    Assistant(Models models, QaEntries entries) {
        this.models = models;
        this.entries = entries;
    }

    /** Where its words come from now. */
    public sealed interface Standing {
        /** How many questions it knows the answer to. */
        long entries();

        /** {@code model} is empty until the server was asked which it has. */
        record WithModel(String provider, Optional<String> model, long entries) implements Standing {}

        /** No model is connected, or the one that is does not work: it says word for word what the team wrote, and hands over the rest. */
        record QaAlone(boolean modelBroken, long entries) implements Standing {}
    }

    public Standing standing() {
        long known = entries.count();
        return models.inForce()
                .<Standing>map(chosen -> new Standing.WithModel(
                        chosen.provider().key(), Optional.of(chosen.model()).filter(name -> !name.isEmpty()), known))
                .orElseGet(() -> new Standing.QaAlone(models.anyBroken(), known));
    }
}
