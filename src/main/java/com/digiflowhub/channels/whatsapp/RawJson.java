package com.digiflowhub.channels.whatsapp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds members and elements in JSON by their place in the bytes, without reading what lies inside. It knows strings and brackets only, so
 * that a neighbour's broken text, strange number or thousandfold nesting does not concern it; it never recurses.
 */
final class RawJson {
    private final byte[] bytes;
    private int at;

    private RawJson(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The bytes are no JSON at the place where we looked. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why, null, false, false);
        }
    }

    /** From the first byte of a value to behind its last. */
    record Slice(byte[] all, int from, int to) {
        boolean isObject() {
            return to > from && all[from] == '{';
        }

        boolean isArray() {
            return to > from && all[from] == '[';
        }

        byte[] raw() {
            return java.util.Arrays.copyOfRange(all, from, to);
        }

        /** The characters of a string (without escapes: ids have none) or of a number. */
        Optional<String> plain() {
            boolean quoted = to - from >= 2 && all[from] == '"';
            String text = quoted
                    ? new String(all, from + 1, to - from - 2, StandardCharsets.UTF_8)
                    : new String(all, from, to - from, StandardCharsets.UTF_8);
            boolean id = !text.isEmpty()
                    && text.length() <= 100
                    && text.chars().allMatch(c -> c > ' ' && c < 127 && "\\\"{}[]".indexOf(c) < 0);
            return id && !text.equals("null") ? Optional.of(text) : Optional.empty();
        }
    }

    static Slice whole(byte[] bytes) throws Malformed {
        RawJson json = new RawJson(bytes, 0);
        json.skipBlank();
        int from = json.at;
        json.skipValue();
        int to = json.at;
        json.skipBlank();
        if (json.at < bytes.length) {
            throw new Malformed("something follows the end");
        }
        return new Slice(bytes, from, to);
    }

    /** The members of an object by name; of two with one name the last counts, as everywhere. */
    static Map<String, Slice> members(Slice object) throws Malformed {
        Map<String, Slice> members = new LinkedHashMap<>();
        RawJson json = new RawJson(object.all, object.from + 1);
        json.skipBlank();
        while (json.peek() != '}') {
            int nameFrom = json.at;
            json.skipString();
            String name = new String(object.all, nameFrom + 1, json.at - nameFrom - 2, StandardCharsets.UTF_8);
            json.skipBlank();
            json.expect(':');
            members.put(name, json.value());
            json.skipSeparator('}');
        }
        return members;
    }

    static List<Slice> elements(Slice array) throws Malformed {
        List<Slice> elements = new ArrayList<>();
        RawJson json = new RawJson(array.all, array.from + 1);
        json.skipBlank();
        while (json.peek() != ']') {
            elements.add(json.value());
            json.skipSeparator(']');
        }
        return elements;
    }

    private Slice value() throws Malformed {
        skipBlank();
        int from = at;
        skipValue();
        return new Slice(bytes, from, at);
    }

    private void skipSeparator(char end) throws Malformed {
        skipBlank();
        if (peek() == ',') {
            at++;
            skipBlank();
        } else if (peek() != end) {
            throw new Malformed("no comma at byte " + at);
        }
    }

    private void skipValue() throws Malformed {
        switch (peek()) {
            case '"' -> skipString();
            case '{', '[' -> skipNested();
            default -> skipBare();
        }
    }

    /** Counts brackets; which kind closes which is for whoever reads the inside. */
    private void skipNested() throws Malformed {
        int depth = 0;
        do {
            switch (peek()) {
                case '"' -> skipString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0);
    }

    private void skipString() throws Malformed {
        expect('"');
        while (peek() != '"') {
            at += peek() == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipBare() throws Malformed {
        int from = at;
        while (at < bytes.length && ",]}\"{[: \t\r\n".indexOf(bytes[at]) < 0) {
            at++;
        }
        if (at == from) {
            throw new Malformed("no value at byte " + at);
        }
    }

    private void skipBlank() {
        while (at < bytes.length && " \t\r\n".indexOf(bytes[at]) >= 0) {
            at++;
        }
    }

    private void expect(char wanted) throws Malformed {
        if (peek() != wanted) {
            throw new Malformed("no " + wanted + " at byte " + at);
        }
        at++;
    }

    private int peek() throws Malformed {
        if (at >= bytes.length) {
            throw new Malformed("it ends at byte " + bytes.length + " in the middle");
        }
        return bytes[at];
    }
}
