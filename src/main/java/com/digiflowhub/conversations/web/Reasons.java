package com.digiflowhub.conversations.web;

import com.digiflowhub.platform.web.Frame;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words behind a reason that is stored with a message: ours, or a code of its channel's provider. A code without words of its own takes
 * its family's.
 */
public final class Reasons {
    private Reasons() {}

    public static String say(Frame frame, String channel, Optional<String> code) {
        return code.flatMap(reason -> candidates(channel, reason)
                        .flatMap(key -> frame.words().find(key).stream())
                        .findFirst())
                .orElseGet(() -> frame.say("failure.other"));
    }

    /** {@code 133005} is one of {@code 133xxx}, {@code 210} one of {@code 2xx}. */
    private static Stream<String> candidates(String channel, String code) {
        return Stream.of(
                "inbox.reason." + code,
                "failure." + channel + "." + code,
                "failure." + channel + "." + code.replaceFirst("\\d\\d$", "xx"),
                "failure." + channel + "." + code.replaceFirst("\\d\\d\\d$", "xxx"),
                "failure." + code);
    }
}
