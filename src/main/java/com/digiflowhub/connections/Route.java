package com.digiflowhub.connections;

import java.util.Optional;

/** Where a request knocks: a source's path, and a connection's own behind it. */
public record Route(String source, Optional<String> connectionPath) {}
