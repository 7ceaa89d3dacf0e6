package com.digiflowhub.platform.tenancy;

import java.util.UUID;

public record WorkspaceId(UUID value) {
    public static WorkspaceId parse(String text) {
        return new WorkspaceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
