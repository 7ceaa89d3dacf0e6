package com.digiflowhub.vocabulary;

import java.util.UUID;

public record ContactId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
