package com.digiflowhub.testing;

import java.util.UUID;

/** A company and the number on which its leads write. */
public record Client(UUID workspace, String number) {}
