package com.digiflowhub.start;

import java.io.PrintStream;
import java.net.URI;

/**
 * What the person who starts the hub reads: one sentence, one address. It may hold a one-time code, so it goes to the console and never to
 * the log, which others read later.
 */
public final class Console {
    private Console() {}

    public static void invite(PrintStream out, String sentence, URI address) {
        out.println();
        out.println("  " + sentence);
        out.println("  " + address);
        out.println();
        out.flush();
    }
}
