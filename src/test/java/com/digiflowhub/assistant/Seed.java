package com.digiflowhub.assistant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** What the demo's training centre "Maroni Formation" knows, and the questions it is asked. */
final class Seed {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Seed() {}

    static List<QaEntry.Draft> entries() {
        return List.of(JSON.readValue(read("/demo/qa-training.json"), QaEntry.Draft[].class));
    }

    static AiConfiguration configuration() {
        return JSON.readValue(read("/demo/ai-config.json"), AiConfiguration.class);
    }

    /** What a lead writes, and the beginning of the question of the entry that answers it; "-" when a person must. */
    record Asked(String words, String entry) {
        boolean covered() {
            return !entry.equals("-");
        }
    }

    static List<Asked> questions(String file) {
        return Arrays.stream(read("/assistant/" + file).split("\n"))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|", 2))
                .map(parts -> new Asked(parts[0].strip(), parts[1].strip()))
                .toList();
    }

    private static String read(String name) {
        try (InputStream file = Objects.requireNonNull(Seed.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
