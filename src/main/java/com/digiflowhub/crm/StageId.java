package com.digiflowhub.crm;

import java.util.UUID;

public record StageId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
