package com.digiflowhub.sandbox.whatsapp;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of interactive messages: buttons, lists, links, forms. */
final class Interactive {

    private static final int MAX_BUTTONS = 3;
    private static final int MAX_ROWS = 10;
    private static final Set<String> MEDIA = Set.of("id", "link", "caption", "filename", "provider");

    private Interactive() {}

    static void check(JsonNode interactive) {
        Grammar.closed(interactive, Set.of("type", "header", "body", "footer", "action"));
        var type = Grammar.text(interactive, "type");
        var action = interactive.path("action");
        if (!action.isObject()) {
            throw new Refused(GraphError.missing("interactive.action"));
        }
        Grammar.limited(interactive.path("body"), "text", type.equals("list") ? 4096 : 1024);
        if (interactive.has("footer")) {
            Grammar.limited(interactive.get("footer"), "text", 60);
        }
        if (interactive.has("header")) {
            checkHeader(interactive.get("header"));
        }
        switch (type) {
            case "button" -> checkButtons(action.path("buttons"));
            case "list" -> checkList(action);
            case "cta_url" -> {
                named(action, type);
                Grammar.limited(action.path("parameters"), "display_text", 20);
                Grammar.text(action.path("parameters"), "url");
            }
            case "flow" -> {
                named(action, type);
                checkFlow(action.path("parameters"));
            }
            case "location_request_message" -> named(action, "send_location");
            default -> throw new Refused(GraphError.of(131051));
        }
    }

    private static void named(JsonNode action, String name) {
        if (!Grammar.text(action, "name").equals(name)) {
            throw Grammar.refused("action.name must be " + name);
        }
    }

    private static void checkHeader(JsonNode header) {
        var type = Grammar.text(header, "type");
        switch (type) {
            case "text" -> Grammar.limited(header, "text", 60);
            case "image", "video", "document" -> Grammar.checkMedia(header.path(type), MEDIA);
            default -> throw Grammar.refused("Unknown header");
        }
    }

    private static void checkButtons(JsonNode buttons) {
        if (!buttons.isArray() || buttons.isEmpty() || buttons.size() > MAX_BUTTONS) {
            throw Grammar.refused("One to three buttons are needed");
        }
        var seen = new HashSet<String>();
        for (var button : buttons) {
            if (!Grammar.text(button, "type").equals("reply")) {
                throw Grammar.refused("A button is of type reply");
            }
            var reply = button.path("reply");
            var id = Grammar.limited(reply, "id", 256);
            if (!id.strip().equals(id)) {
                throw Grammar.refused("A button's id has no space around it");
            }
            if (!seen.add("id " + id) || !seen.add("title " + Grammar.limited(reply, "title", 20))) {
                throw Grammar.refused("Buttons must differ");
            }
        }
    }

    private static void checkList(JsonNode action) {
        Grammar.limited(action, "button", 20);
        var sections = action.path("sections");
        if (!sections.isArray() || sections.isEmpty() || sections.size() > MAX_ROWS) {
            throw Grammar.refused("One to ten sections are needed");
        }
        var rows = 0;
        for (var section : sections) {
            if (sections.size() > 1) {
                Grammar.text(section, "title");
            }
            Grammar.optional(section, "title", 24);
            for (var row : section.path("rows")) {
                rows++;
                Grammar.limited(row, "id", 200);
                Grammar.limited(row, "title", 24);
                Grammar.optional(row, "description", 72);
            }
        }
        if (rows == 0 || rows > MAX_ROWS) {
            throw Grammar.refused("One to ten rows are needed");
        }
    }

    private static void checkFlow(JsonNode parameters) {
        if (!Grammar.text(parameters, "flow_message_version").equals("3")) {
            throw Grammar.refused("flow_message_version must be 3");
        }
        if (parameters.has("flow_id") == parameters.has("flow_name")) {
            throw Grammar.refused("Exactly one of flow_id and flow_name must be given");
        }
        Grammar.limited(parameters, "flow_cta", 30);
    }
}
