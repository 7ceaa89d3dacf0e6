package com.digiflowhub.chaos;

import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the messages of ours ended, for whoever reads the run. */
final class Outcomes {
    private Outcomes() {}

    static String line(Evidence evidence) {
        var states = evidence.ours().stream()
                .collect(Collectors.groupingBy(Evidence.Ours::state, TreeMap::new, Collectors.counting()));
        var results = evidence.attempts().stream()
                .collect(Collectors.groupingBy(
                        attempt -> attempt.result().isEmpty() ? "open" : attempt.result(),
                        TreeMap::new,
                        Collectors.counting()));
        return "our messages " + states + ", attempts " + results;
    }
}
