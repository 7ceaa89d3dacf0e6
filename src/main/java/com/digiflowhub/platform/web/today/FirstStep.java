package com.digiflowhub.platform.web.today;

import java.util.function.BooleanSupplier;

/**
 * One thing to do in a new workspace, contributed as a bean by the module that needs it. {@code done} reads how the workspace is; nobody
 * ticks it. Its words are {@code step.<key>}, {@code .why} and {@code .button}.
 */
public record FirstStep(int position, String key, String href, BooleanSupplier done) {}
