package com.digiflowhub.connections;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every provider there is, by its key; every source, by the addresses at which it knocks. */
@Component
public class Providers {
    private final Map<String, Provider> byKey;
    private final Map<String, Source> byPath;

    Providers(List<Provider> providers) {
        this.byKey = providers.stream().collect(Collectors.toUnmodifiableMap(Provider::key, Function.identity()));
        this.byPath = providers.stream()
                .filter(Source.class::isInstance)
                .map(Source.class::cast)
                .flatMap(source -> source.paths().stream().map(path -> Map.entry(path, source)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public List<Provider> all() {
        return byKey.values().stream()
                .sorted(java.util.Comparator.comparing(Provider::key))
                .toList();
    }

    public Optional<Provider> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    Optional<Source> source(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** A path behind {@code /api/webhooks/}: a source's own, or one with a connection's path behind it. */
    Optional<Route> route(String path) {
        if (byPath.containsKey(path)) {
            return Optional.of(new Route(path, Optional.empty()));
        }
        int slash = path.lastIndexOf('/');
        if (slash > 0 && slash < path.length() - 1 && byPath.containsKey(path.substring(0, slash))) {
            return Optional.of(new Route(path.substring(0, slash), Optional.of(path.substring(slash + 1))));
        }
        return Optional.empty();
    }
}
