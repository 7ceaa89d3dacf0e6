/** Kills a working hub again and again under load and counts what is missing or doubled. Run by {@code bin/chaos}, not by the build. */
@NullMarked
package com.digiflowhub.chaos;

import org.jspecify.annotations.NullMarked;
