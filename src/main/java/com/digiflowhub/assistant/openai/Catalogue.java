package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.llm.ChosenModels;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.platform.fetch.Fetched;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Which models a server has, and which of them to take when nobody named one. The choice is kept for a while. */
final class Catalogue {
    private static final Pattern NOT_FOR_TALKING = Pattern.compile(
            "embed|whisper|tts|dall-e|moderation|image|audio|realtime|transcri|search|instruct|codex|davinci|babbage|sora|rerank|guard|vision-only");
    private static final List<String> ENDS = List.of("shutdown_date", "deprecation");
    private static final String DAY = "2026-12-11";
    private static final Pattern MINI = Pattern.compile("gpt-\\d+(\\.\\d+)?-mini");
    private static final Pattern GPT = Pattern.compile("gpt-\\d.*");

    private final Wire wire;
    private final InstantSource clock;
    private final ChosenModels chosen;

    Catalogue(Wire wire, InstantSource clock) {
        this.wire = wire;
        this.clock = clock;
        this.chosen = new ChosenModels(clock);
    }

    /** What the server answered when asked for its models. */
    sealed interface Listed {
        /** {@code ends} tells of those that the server will shut down, and when. */
        record Has(List<String> names, Map<String, LocalDate> ends) implements Listed {
            /** Those to take rather: that stay, or all where none does. */
            List<String> lasting() {
                List<String> staying =
                        names.stream().filter(name -> !ends.containsKey(name)).toList();
                return forTalking(staying).isEmpty() ? names : staying;
            }
        }

        record Fault(ModelReply reply) implements Listed {}
    }

    static ChosenModels.Account account(OpenAiSettings settings) {
        return new ChosenModels.Account(settings.baseUrl(), settings.apiKey());
    }

    Listed list(OpenAiSettings settings) {
        Fetched answer = wire.get(settings, "/models");
        if (answer instanceof Fetched.Came came
                && came.fine()
                && came.body().path("data").isArray()) {
            JsonNode data = came.body().path("data");
            List<String> names = data.valueStream()
                    .sorted(Comparator.comparingLong(
                            model -> -model.path("created").asLong(0)))
                    .map(model -> model.path("id").asString(""))
                    .filter(name -> !name.isEmpty())
                    .toList();
            return new Listed.Has(names, ends(data));
        }
        return new Listed.Fault(Faults.of(answer, clock.instant()));
    }

    /** OpenAI tells it as {@code shutdown_date}, others as {@code deprecation}; a day, or a moment of it. */
    private static Map<String, LocalDate> ends(JsonNode data) {
        Map<String, LocalDate> ends = new HashMap<>();
        for (JsonNode model : data) {
            ENDS.stream()
                    .flatMap(member -> day(model.path(member).asString("")).stream())
                    .findFirst()
                    .ifPresent(day -> ends.put(model.path("id").asString(""), day));
        }
        return Map.copyOf(ends);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.length() < DAY.length()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.substring(0, DAY.length())));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** The model named in the settings, else the one chosen last, as long as that is fresh. */
    Optional<String> known(OpenAiSettings settings) {
        if (!settings.model().isEmpty()) {
            return Optional.of(settings.model());
        }
        return chosen.of(account(settings));
    }

    /** Where none is left to talk with, what was chosen before is forgotten. */
    void choose(OpenAiSettings settings, Listed.Has has) {
        best(has.lasting())
                .ifPresentOrElse(name -> chosen.keep(account(settings), name), () -> chosen.forget(account(settings)));
    }

    /** A small one of the newest family before a large one: it answers in a second and costs little. {@code names} are newest first. */
    static Optional<String> best(List<String> names) {
        List<String> talking = forTalking(names);
        return talking.stream()
                .filter(name -> MINI.matcher(name).matches())
                .max(Comparator.comparingDouble(Catalogue::family))
                .or(() -> talking.stream()
                        .filter(name -> GPT.matcher(name).matches())
                        .findFirst())
                .or(() -> talking.stream().findFirst());
    }

    static List<String> forTalking(List<String> names) {
        return names.stream()
                .filter(name -> !NOT_FOR_TALKING.matcher(name).find())
                .toList();
    }

    private static double family(String name) {
        return Double.parseDouble(name.replaceFirst("gpt-(\\d+(?:\\.\\d+)?)-mini", "$1"));
    }
}
