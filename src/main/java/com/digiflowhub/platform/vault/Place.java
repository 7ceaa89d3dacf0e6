package com.digiflowhub.platform.vault;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.util.UUID;

/** Where a sealed secret lies: {@code table} with its schema. A ciphertext opens at its own place and at no other. */
public record Place(WorkspaceId workspace, String table, String column, UUID row) {
    String bindingTo(UUID key) {
        return "v1|" + workspace + "|" + table + "|" + column + "|" + row + "|" + key;
    }
}
