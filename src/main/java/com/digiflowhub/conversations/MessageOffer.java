package com.digiflowhub.conversations;

import java.util.UUID;

/** Something that another module offers to do with a person's message, contributed as a bean: {@code path} is told conversation and message. */
public record MessageOffer(String key, String icon, String path) {
    public String href(UUID conversation, UUID message) {
        return path + "?conversation=" + conversation + "&message=" + message;
    }
}
