package com.digiflowhub.chaos;

import java.util.UUID;

/** A company and the number on which its leads write. */
record Client(UUID workspace, String number) {}
