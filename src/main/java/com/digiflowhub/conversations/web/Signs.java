package com.digiflowhub.conversations.web;

import com.digiflowhub.platform.web.Frame;

/** The icons of the inbox. A channel names its own among its words, since only its folder knows it. */
public final class Signs {
    private Signs() {}

    public static String channel(Frame frame, String channel) {
        return frame.words().find("provider." + channel + ".icon").orElse("message");
    }

    public static String thing(String kind) {
        return switch (kind) {
            case "image" -> "photo";
            case "video" -> "video";
            case "audio", "voice" -> "microphone";
            case "sticker" -> "sticker";
            case "location" -> "map-pin";
            case "contacts" -> "address-book";
            case "choice" -> "check";
            case "order" -> "shopping-cart";
            case "stop-confirmation" -> "ban";
            case "unshown" -> "ghost";
            default -> "file";
        };
    }

    /** Each state has a shape of its own. */
    public static String state(String state) {
        return switch (state) {
            case "queued", "untold" -> "clock";
            case "sending" -> "send";
            case "sent" -> "check";
            case "delivered", "read" -> "checks";
            case "played" -> "player-play";
            case "unknown" -> "help-circle";
            case "held" -> "moon";
            case "cancelled" -> "ban";
            default -> "alert-circle";
        };
    }

    public static String event(String kind) {
        return switch (kind) {
            case "taken-over" -> "hand-stop";
            case "handed-back" -> "robot";
            case "handed-over" -> "flag";
            case "stopped" -> "ban";
            case "started", "closed" -> "circle-check";
            case "reopened" -> "reload";
            default -> "point";
        };
    }
}
