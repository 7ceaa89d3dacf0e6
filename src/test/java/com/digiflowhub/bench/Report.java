package com.digiflowhub.bench;

import com.digiflowhub.testing.Figures;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** One row of {@code bin/bench}: what was measured, how far from the aim it is, and beside what. A table, and the same as JSON. */
final class Report {
    private static final String LINE = "%-78s %16s  %12s %8s%n";

    private final String name;
    private final List<Map<String, Object>> lines = new ArrayList<>();
    private final StringBuilder table = new StringBuilder();
    private boolean inCourse;

    Report(String name) {
        this.name = name;
        print(String.format(Locale.ROOT, LINE, "bin/bench " + name, "", "aim", "of it"));
        busy("load of the machine at the start (of %d cores)");
    }

    /** What a figure should be: at least, or at most. */
    record Aim(String sign, double value) {
        static Optional<Aim> atLeast(double value) {
            return Optional.of(new Aim(">=", value));
        }

        static Optional<Aim> atMost(double value) {
            return Optional.of(new Aim("<=", value));
        }

        static Optional<Aim> none() {
            return Optional.empty();
        }
    }

    /** Under what it was measured. */
    void note(String what, Object value) {
        keep(what, value, Optional.empty());
        print(String.format(Locale.ROOT, LINE, what, value, "", "").stripTrailing() + System.lineSeparator());
    }

    void figure(String what, double value, Optional<Aim> aim) {
        keep(what, value, aim);
        print(String.format(
                Locale.ROOT,
                LINE,
                what,
                number(value),
                aim.map(wanted -> wanted.sign() + " " + number(wanted.value())).orElse(""),
                aim.map(wanted -> String.format(Locale.ROOT, "%.3f", value / wanted.value()))
                        .orElse("")));
    }

    /** One line of a course: the names of its columns stand above the first. */
    void line(Map<String, Object> cells) {
        if (!inCourse) {
            print(System.lineSeparator() + columns(cells.keySet()));
        }
        inCourse = true;
        lines.add(new LinkedHashMap<>(cells));
        print(columns(cells.values()));
    }

    /** What comes next stands by itself again. */
    void courseEnds() {
        inCourse = false;
        print(System.lineSeparator());
    }

    void write() {
        busy("load of the machine at the end (of %d cores)");
        Figures.keep("bench-" + name + ".txt", table.toString());
        Figures.keep("bench-" + name + ".json", JsonMapper.shared().writeValueAsString(Map.of(name, lines)));
        System.out.printf("%nkept in target/figures/bench-%s.txt and .json%n", name);
    }

    private void busy(String what) {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        note(
                String.format(Locale.ROOT, what, machine.getAvailableProcessors()),
                String.format(Locale.ROOT, "%.1f", machine.getSystemLoadAverage()));
    }

    private void keep(String what, Object value, Optional<Aim> aim) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("what", what);
        line.put("value", value);
        aim.ifPresent(wanted -> {
            line.put("aim", wanted.sign() + " " + number(wanted.value()));
            line.put("ratio", ((Number) value).doubleValue() / wanted.value());
        });
        lines.add(line);
    }

    private static String columns(Collection<?> cells) {
        return cells.stream()
                        .map(cell -> cell instanceof Double value ? number(value) : String.valueOf(cell))
                        .map(cell -> String.format(Locale.ROOT, "%13s", cell))
                        .collect(Collectors.joining(" "))
                + System.lineSeparator();
    }

    private void print(String text) {
        table.append(text);
        System.out.print(text);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%,.1f" : "%,.0f", value);
    }
}
