package com.digiflowhub.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The companies on show: every folder under {@code demo} that says it is one. */
@Component
@OnlyInDemo
class Trades {
    private static final String EACH = "classpath:/demo/*/trade.json";

    private final JsonMapper json;
    private final List<Trade> all;

    Trades(JsonMapper json) {
        this.json = json;
        this.all = found(json);
    }

    /** In their order, the agency's first one at the head. */
    List<Trade> all() {
        return all;
    }

    <T> T read(Trade trade, String file, Class<T> type) {
        return Resources.read(json, trade.file(file), type);
    }

    private static List<Trade> found(JsonMapper json) {
        try {
            List<Trade> trades = new ArrayList<>();
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(EACH)) {
                String[] path = resource.getURL().getPath().split("/");
                trades.add(read(json, resource).in(path[path.length - 2]));
            }
            return trades.stream()
                    .sorted(Comparator.comparingInt(Trade::position))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Trade read(JsonMapper json, Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return json.readValue(in, Trade.class);
        }
    }
}
