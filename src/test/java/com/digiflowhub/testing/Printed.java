package com.digiflowhub.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A hub and what it printed on the console while it started. */
public record Printed(RunningHub hub, String text) {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    public static Printed by(Supplier<RunningHub> start) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            RunningHub hub = start.get();
            return new Printed(hub, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    public List<String> addresses() {
        return ADDRESS.matcher(text).results().map(MatchResult::group).toList();
    }
}
