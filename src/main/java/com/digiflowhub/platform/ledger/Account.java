package com.digiflowhub.platform.ledger;

import java.util.UUID;

/** Where amounts lie: a kind that its module names, and whose they are (the workspace's own id when they are its own). */
public record Account(String kind, UUID holder) {}
