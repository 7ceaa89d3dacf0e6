package com.digiflowhub.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tabler's outline icons, drawn into the page itself. Only names of ours come here, never words of people. */
public final class Icons {
    private static final Map<String, String> READ = new ConcurrentHashMap<>();

    private Icons() {}

    /** The paths of the icon, without the {@code svg} around them. */
    public static String paths(String name) {
        return READ.computeIfAbsent(name, Icons::read);
    }

    private static String read(String name) {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("no name of an icon");
        }
        try (InputStream file = Icons.class.getResourceAsStream("/icons/" + name + ".svg")) {
            if (file == null) {
                throw new IllegalArgumentException("no icon " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
