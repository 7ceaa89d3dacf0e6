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
    private static final String CENTRE = "training";
    private static final JsonMapper JSON = JsonMapper.shared();

    private Seed() {}

    static List<QaEntry.Draft> entries() {
        return entries(CENTRE);
    }

    static AiConfiguration configuration() {
        return configuration(CENTRE);
    }

    /** What the company in this folder of the demo knows. */
    static List<QaEntry.Draft> entries(String trade) {
        return List.of(JSON.readValue(read("/demo/" + trade + "/qa-training.json"), QaEntry.Draft[].class));
    }

    static AiConfiguration configuration(String trade) {
        return JSON.readValue(read("/demo/" + trade + "/ai-config.json"), AiConfiguration.class);
    }

    static Synonyms.Groups synonyms(String trade) {
        return JSON.readValue(read("/demo/" + trade + "/trade.json"), Words.class)
                .groups();
    }

    /** Of what a company's file says, the words that mean the same there. */
    private record Words(List<List<String>> synonyms) {
        Synonyms.Groups groups() {
            return new Synonyms.Groups(synonyms);
        }
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

    static String read(String name) {
        try (InputStream file = Objects.requireNonNull(Seed.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
