package com.digiflowhub.crm;

import java.util.UUID;

public record LeadId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
