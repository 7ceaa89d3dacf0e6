/** Whatever can be found or done from every page, under one field: what modules contribute, and the places of the frame. */
@NamedInterface("palette")
@NullMarked
package com.digiflowhub.platform.palette;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
