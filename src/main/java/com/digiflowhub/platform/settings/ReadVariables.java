package com.digiflowhub.platform.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the environment and {@code .env} before anything else: the environment wins over the file, both win over {@code application.yaml}.
 * Runs first, so that ports and modes that depend on variables find them.
 */
public final class ReadVariables implements EnvironmentPostProcessor {
    private static final String MODE = "HUB_MODE";
    private static final String DEFAULT_MODE = "hub.mode.default";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Path folder = Path.of(environment.getProperty("hub.working-folder", "."));
        DotEnv file = DotEnv.read(folder.resolve(".env"));
        Map<String, String> perhapsMeant = new LinkedHashMap<>();
        boolean demo = demo(environment, file);
        Map<String, GivenVariables.Given> given = new LinkedHashMap<>();
        file.lines().forEach(line -> note(line.name(), perhapsMeant));
        environment.getSystemEnvironment().keySet().forEach(name -> note(name, perhapsMeant));
        for (String name : Variables.all()) {
            find(name, environment, file, demo).ifPresent(one -> given.put(name, one));
        }
        given.put(
                MODE,
                new GivenVariables.Given(MODE, "mode", GivenVariables.Fate.SET, List.of(), demo ? "demo" : "live"));
        environment.getPropertySources().addFirst(new GivenVariables(given, perhapsMeant));
    }

    private static boolean demo(ConfigurableEnvironment environment, DotEnv file) {
        String mode = environment.getProperty(MODE, "");
        if (mode.isBlank()) {
            mode = file.lines().stream()
                    .filter(line -> line.name().equals(MODE))
                    .reduce("", (before, line) -> line.value(), (one, other) -> other);
        }
        String chosen = mode.isBlank() ? environment.getProperty(DEFAULT_MODE, "live") : mode.strip();
        return switch (chosen) {
            case "demo" -> true;
            case "live" -> false;
            default -> throw new InvalidSetting(MODE, "must be demo or live");
        };
    }

    private static java.util.Optional<GivenVariables.Given> find(
            String name, ConfigurableEnvironment environment, DotEnv file, boolean demo) {
        List<DotEnv.Line> lines =
                file.lines().stream().filter(line -> line.name().equals(name)).toList();
        String fromEnvironment = environment.getProperty(name);
        if (fromEnvironment == null && lines.isEmpty()) {
            return java.util.Optional.empty();
        }
        List<Integer> others =
                new ArrayList<>(lines.stream().map(DotEnv.Line::number).toList());
        String value = fromEnvironment;
        String source = "environment";
        if (value == null) {
            DotEnv.Line last = lines.getLast();
            value = last.value();
            source = ".env:" + last.number();
            others.remove(Integer.valueOf(last.number()));
        }
        return java.util.Optional.of(new GivenVariables.Given(name, source, fate(name, value, demo), others, value));
    }

    private static GivenVariables.Fate fate(String name, String value, boolean demo) {
        if (Variables.example(value)) {
            return GivenVariables.Fate.EXAMPLE;
        }
        return demo && Variables.ofProvider(name) ? GivenVariables.Fate.LEFT_ASIDE_IN_DEMO : GivenVariables.Fate.SET;
    }

    private static void note(String name, Map<String, String> perhapsMeant) {
        Variables.meant(name).ifPresent(meant -> perhapsMeant.put(name, meant));
    }
}
