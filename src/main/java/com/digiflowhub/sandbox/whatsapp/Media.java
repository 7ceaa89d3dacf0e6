package com.digiflowhub.sandbox.whatsapp;

import com.digiflowhub.sandbox.line.Answer;
import com.digiflowhub.sandbox.line.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Files that the business uploaded, and those that people sent; in memory, the number is limited. */
final class Media {

    private static final int MAX_FILES = 500;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern TYPE = Pattern.compile("(?i)content-type: *([^\\r\\n]+)");
    private static final Pattern NAME =
            Pattern.compile("(?i)content-disposition:[^\\r\\n]*[; ]name=\"?([^\";\\r\\n]+)");

    @SuppressWarnings("ArrayRecordComponent") // raw bytes, compared nowhere
    record Item(String type, byte[] bytes) {}

    private final Map<String, Item> items = new ConcurrentHashMap<>();

    String keep(String type, byte[] bytes) {
        if (items.size() >= MAX_FILES) {
            throw new Refused(GraphError.of(131053));
        }
        var id = Ids.media();
        items.put(id, new Item(type, bytes.clone()));
        return id;
    }

    boolean has(String id) {
        return items.containsKey(id);
    }

    Answer upload(Request request) {
        var boundary = BOUNDARY.matcher(request.header("content-type"));
        if (!boundary.find()) {
            throw new Refused(GraphError.missing("file"));
        }
        // Latin-1 keeps every byte as one character, so that the parts can be cut as text.
        var parts = new String(request.body(), StandardCharsets.ISO_8859_1)
                .split(Pattern.quote("--" + boundary.group(1)), -1);
        Optional<String> id = Optional.empty();
        var product = "";
        for (var part : parts) {
            var head = part.indexOf("\r\n\r\n");
            var name = NAME.matcher(part);
            if (head < 0 || !name.find()) {
                continue;
            }
            var content = part.substring(head + 4, Math.max(head + 4, part.length() - 2));
            var type = TYPE.matcher(part.substring(0, head));
            switch (name.group(1)) {
                case "messaging_product" -> product = content;
                case "file" ->
                    id = Optional.of(keep(
                            type.find() ? type.group(1).strip() : "application/octet-stream",
                            content.getBytes(StandardCharsets.ISO_8859_1)));
                default -> {}
            }
        }
        if (!product.equals("whatsapp")) {
            throw Grammar.refused("messaging_product must be whatsapp");
        }
        return Answer.json(
                200,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("id", id.orElseThrow(() -> new Refused(GraphError.missing("file")))));
    }

    Answer describe(String id, String host) {
        var item = require(id);
        return Answer.json(
                200,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("messaging_product", "whatsapp")
                        .put("url", "http://" + host + "/media/" + id)
                        .put("mime_type", item.type)
                        .put("sha256", hash(item.bytes))
                        .put("file_size", Integer.toString(item.bytes.length))
                        .put("id", id));
    }

    Answer bytes(String id) {
        var item = require(id);
        return Answer.bytes(200, item.type, item.bytes);
    }

    Answer delete(String id) {
        require(id);
        items.remove(id);
        return Answer.json(200, JsonMapper.shared().createObjectNode().put("success", true));
    }

    private Item require(String id) {
        return Optional.ofNullable(items.get(id)).orElseThrow(() -> new Refused(GraphError.unknownObject("get", id)));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
