/** Tells open pages that something changed. */
@NamedInterface("live")
@NullMarked
package com.digiflowhub.platform.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
