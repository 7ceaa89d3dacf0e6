package com.digiflowhub.platform.work;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The kinds of work that somebody knows how to do. Looked up late, because tasks put work themselves. */
@Component
class Tasks {
    private final ObjectProvider<Task<?>> all;
    private volatile Map<String, Task<?>> byKind = Map.of();

    Tasks(ObjectProvider<Task<?>> all) {
        this.all = all;
    }

    Optional<Task<?>> find(String kind) {
        if (byKind.isEmpty()) {
            List<Task<?>> tasks = all.stream().toList();
            byKind = tasks.stream().collect(Collectors.toMap(Task::kind, Function.identity()));
        }
        return Optional.ofNullable(byKind.get(kind));
    }
}
