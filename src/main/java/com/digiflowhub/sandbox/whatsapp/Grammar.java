package com.digiflowhub.sandbox.whatsapp;

import com.digiflowhub.sandbox.line.Kinds;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a body of {@code POST /messages} must look like; the first thing wrong with it, in the platform's words. */
final class Grammar {

    private static final int MAX_TEXT = 4096;
    private static final int MAX_CAPTION = 1024;
    private static final int MAX_CALLBACK_DATA = 512;
    private static final Set<String> COMMON = Set.of(
            "messaging_product", "recipient_type", "to", "recipient", "type", "context", "biz_opaque_callback_data");
    private static final Set<String> TYPES = Set.of(
            "text",
            "image",
            "audio",
            "video",
            "document",
            "sticker",
            "location",
            "contacts",
            "reaction",
            "interactive",
            "template");
    private static final Set<String> RECEIPT = Set.of("messaging_product", "status", "message_id", "typing_indicator");
    private static final Map<String, Set<String>> MEDIA = Map.of(
            "image", Set.of("id", "link", "caption", "provider"),
            "video", Set.of("id", "link", "caption", "provider"),
            "audio", Set.of("id", "link", "voice", "provider"),
            "document", Set.of("id", "link", "caption", "filename", "provider"),
            "sticker", Set.of("id", "link"));
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9 ().-]{5,24}");
    private static final Pattern PERSON = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");
    private static final Pattern PARAMETER = Pattern.compile("[a-z0-9_]+");
    private static final Set<String> COMPONENTS =
            Set.of("header", "body", "button", "footer", "carousel", "limited_time_offer");

    private static final Kinds KINDS = Kinds.of("""
            flag   text/preview_url audio/voice
            text   document/filename image/caption video/caption location/name location/address
            text   contacts/*/name/first_name contacts/*/name/last_name contacts/*/name/middle_name contacts/*/name/prefix
            text   contacts/*/name/suffix contacts/*/phones/*/wa_id
            list   contacts/*/phones contacts/*/emails contacts/*/addresses contacts/*/urls
            object interactive/action/parameters/flow_action_payload interactive/action/parameters
            text   interactive/action/parameters/flow_id interactive/action/parameters/flow_name
            text   interactive/action/parameters/flow_token interactive/action/parameters/flow_action_payload/screen
            navigate|data_exchange interactive/action/parameters/flow_action
            HOME|WORK contacts/*/phones/*/type
            deterministic template/language/policy
            quick_reply|url|catalog|flow|copy_code|mpm|order_details|voice_call|QUICK_REPLY|URL|CATALOG|FLOW|COPY_CODE|MPM template/components/*/sub_type
            list   template/components template/components/*/parameters
            """);
    private static final Set<String> NAME =
            Set.of("formatted_name", "first_name", "last_name", "middle_name", "prefix", "suffix");

    private Grammar() {}

    static boolean isReceipt(JsonNode body) {
        return body.has("status");
    }

    static void check(JsonNode body) {
        if (!body.isObject()) {
            throw new Refused(GraphError.invalid("The body must be an object"));
        }
        if (!text(body, "messaging_product").equals("whatsapp")) {
            throw refused("messaging_product must be whatsapp");
        }
        if (isReceipt(body)) {
            checkReceipt(body);
        } else {
            checkMessage(body);
        }
    }

    private static void checkReceipt(JsonNode body) {
        closed(body, RECEIPT);
        if (!text(body, "status").equals("read")) {
            throw refused("status must be read");
        }
        text(body, "message_id");
        if (body.has("typing_indicator")) {
            closed(body.get("typing_indicator"), Set.of("type"));
            if (!text(body.get("typing_indicator"), "type").equals("text")) {
                throw refused("typing_indicator.type must be text");
            }
        }
    }

    private static void checkMessage(JsonNode body) {
        var type = body.has("type") ? text(body, "type") : "text";
        if (!TYPES.contains(type)) {
            throw new Refused(GraphError.of(131051));
        }
        var allowed = new HashSet<>(COMMON);
        allowed.add(type);
        closed(body, allowed);
        checkRecipient(body);
        if (body.has("context")) {
            text(body.get("context"), "message_id");
        }
        optional(body, "biz_opaque_callback_data", MAX_CALLBACK_DATA);
        var content = body.path(type);
        if (content.isMissingNode()) {
            throw new Refused(GraphError.missing(type));
        }
        checkContent(type, content);
        KINDS.wrong(body).ifPresent(wrong -> {
            throw wrong.missing()
                    ? new Refused(GraphError.missing(wrong.place()))
                    : refused(wrong.place() + " is of another kind");
        });
    }

    private static void checkRecipient(JsonNode body) {
        if (body.has("recipient_type") && !Set.of("individual", "group").contains(text(body, "recipient_type"))) {
            throw refused("recipient_type must be individual or group");
        }
        if (!body.has("to") && !body.has("recipient")) {
            throw new Refused(GraphError.missing("to"));
        }
        if (body.has("to") && !NUMBER.matcher(text(body, "to")).matches()) {
            throw refused("to is not a phone number");
        }
        if (body.has("recipient") && !PERSON.matcher(text(body, "recipient")).matches()) {
            throw refused("recipient is not a user id");
        }
    }

    private static void checkContent(String type, JsonNode content) {
        switch (type) {
            case "text" -> {
                closed(content, Set.of("body", "preview_url"));
                limited(content, "body", MAX_TEXT);
            }
            case "location" -> {
                closed(content, Set.of("latitude", "longitude", "name", "address"));
                number(content, "latitude");
                number(content, "longitude");
            }
            case "reaction" -> {
                closed(content, Set.of("message_id", "emoji"));
                text(content, "message_id");
                if (!content.path("emoji").isString()) {
                    throw new Refused(GraphError.missing("reaction.emoji"));
                }
            }
            case "contacts" -> checkContacts(content);
            case "interactive" -> Interactive.check(content);
            case "template" -> checkTemplate(content);
            default -> checkMedia(content, MEDIA.getOrDefault(type, Set.of()));
        }
    }

    static void checkMedia(JsonNode media, Set<String> allowed) {
        closed(media, allowed);
        if (media.has("id") == media.has("link")) {
            throw refused("Exactly one of id and link must be given");
        }
        if (media.has("link") && !text(media, "link").matches("https?://\\S+")) {
            throw refused("link must be an http address");
        }
        if (media.has("id")) {
            text(media, "id");
        }
        optional(media, "caption", MAX_CAPTION);
    }

    private static void checkContacts(JsonNode contacts) {
        if (!contacts.isArray() || contacts.isEmpty() || contacts.size() > 5) {
            throw refused("contacts holds one to five");
        }
        for (var contact : contacts) {
            closed(contact, Set.of("addresses", "birthday", "emails", "name", "org", "phones", "urls"));
            closed(contact.path("name"), NAME);
            text(contact.path("name"), "formatted_name");
            for (var phone : contact.path("phones")) {
                closed(phone, Set.of("phone", "type", "wa_id"));
                text(phone, "phone");
            }
        }
    }

    private static void checkTemplate(JsonNode template) {
        closed(template, Set.of("name", "language", "components", "namespace"));
        text(template, "name");
        text(template.path("language"), "code");
        for (var component : template.path("components")) {
            if (!COMPONENTS.contains(text(component, "type").toLowerCase(Locale.ROOT))) {
                throw refused("Unknown template component");
            }
            if (component.has("index") && !component.path("index").asString("").matches("[0-9]")) {
                throw refused("index must be one digit");
            }
            for (var parameter : component.path("parameters")) {
                text(parameter, "type");
                optional(parameter, "text", MAX_TEXT);
                if (parameter.has("parameter_name")
                        && !PARAMETER.matcher(text(parameter, "parameter_name")).matches()) {
                    throw refused("parameter_name must be lower case");
                }
            }
        }
    }

    static void closed(JsonNode object, Set<String> allowed) {
        if (!object.isObject()) {
            throw refused("An object is needed here, with " + List.copyOf(allowed));
        }
        Optional<String> stranger = object.propertyNames().stream()
                .filter(name -> !allowed.contains(name))
                .findFirst();
        if (stranger.isPresent()) {
            throw new Refused(GraphError.unknownMember(stranger.get()));
        }
    }

    static String text(JsonNode object, String member) {
        var value = object.path(member);
        if (value.isMissingNode() || value.isNull()) {
            throw new Refused(GraphError.missing(member));
        }
        if (!value.isString() || value.asString("").isEmpty()) {
            throw refused(member + " must be text");
        }
        return value.asString("");
    }

    static String limited(JsonNode object, String member, int max) {
        var value = text(object, member);
        if (value.codePointCount(0, value.length()) > max) {
            throw refused("%s must be at most %d characters long".formatted(member, max));
        }
        return value;
    }

    static void optional(JsonNode object, String member, int max) {
        if (object.has(member)) {
            limited(object, member, max);
        }
    }

    private static void number(JsonNode object, String member) {
        var value = object.path(member);
        if (value.isMissingNode()) {
            throw new Refused(GraphError.missing(member));
        }
        if (!value.isNumber() && !value.asString("").matches("-?\\d+(\\.\\d+)?")) {
            throw refused(member + " must be a number");
        }
    }

    static Refused refused(String details) {
        return new Refused(GraphError.invalid(details));
    }
}
