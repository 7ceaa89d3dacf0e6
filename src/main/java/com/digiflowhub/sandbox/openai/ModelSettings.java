package com.digiflowhub.sandbox.openai;

import java.util.List;

/** The key that the simulated model asks for, and the names it answers to; while there are none, to any. */
public record ModelSettings(String key, List<String> names) {

    public static final ModelSettings DEMO =
            new ModelSettings("sk-sandbox", List.of("gpt-5-mini", "text-embedding-3-small"));

    public ModelSettings {
        names = List.copyOf(names);
    }
}
