package com.digiflowhub.channels;

import java.util.Map;
import java.util.Optional;

/** The advertisement through which a person came; all that the provider told is kept. */
public record Referral(
        Optional<String> headline, Optional<String> sourceId, Optional<String> clickId, Map<String, String> all) {
    public Referral {
        all = Map.copyOf(all);
    }
}
