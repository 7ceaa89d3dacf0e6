package com.digiflowhub.connections;

import java.util.List;
import java.util.UUID;

/** The payload of the work that reads envelopes. */
public record EnvelopeIds(List<UUID> envelopes) {
    public EnvelopeIds {
        envelopes = List.copyOf(envelopes);
    }
}
