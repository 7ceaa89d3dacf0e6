package com.digiflowhub.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;

/** What the demo is made of lies in {@code src/main/resources/demo}, so that it can be read and changed without code. */
final class Resources {
    private Resources() {}

    static <T> T read(JsonMapper json, String file, Class<T> type) {
        try (InputStream found = Resources.class.getResourceAsStream("/demo/" + file)) {
            if (found == null) {
                throw new IllegalStateException("demo/" + file + " is missing");
            }
            return json.readValue(found, type);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
