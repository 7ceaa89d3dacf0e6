package com.digiflowhub.connections;

import java.util.List;
import java.util.Optional;

/** What a check found. The words are looked up by {@code code} with the arguments; a remedy names a button or a thing to do. */
public record Finding(String code, Verdict verdict, List<String> arguments, Optional<String> action) {
    /** Ends the code of a finding that misses a signed delivery; the hub takes it away itself as soon as one came. */
    public static final String NO_WEBHOOK_YET = "no-webhook-yet";

    /** Ends the code of a finding that something came which the account's secret did not sign; taken away likewise. */
    public static final String SIGNATURE_REFUSED = "signature-refused";

    public Finding {
        arguments = List.copyOf(arguments);
    }

    /** How bad it is. */
    public enum Verdict {
        FINE,
        WARNING,
        BROKEN
    }
}
