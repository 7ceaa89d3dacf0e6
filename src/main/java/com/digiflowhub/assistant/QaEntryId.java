package com.digiflowhub.assistant;

import java.util.UUID;

public record QaEntryId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
