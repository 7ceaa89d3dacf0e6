package com.digiflowhub.api;

import com.digiflowhub.identity.User;
import com.digiflowhub.testing.RunningHub;

/** Tokens for people of a running hub. */
public final class Tokens {
    private Tokens() {}

    public static String of(RunningHub hub, User user) {
        return hub.part(com.digiflowhub.identity.Tokens.class)
                .issue(user)
                .token()
                .reveal();
    }
}
