package com.digiflowhub.platform.web;

import java.util.Map;

/** Addresses of the API that no controller serves, as the API document writes them: path to path item. */
public record MoreAddresses(Map<String, Object> paths) {
    public MoreAddresses {
        paths = Map.copyOf(paths);
    }
}
