/** The first minute of a hub, told as whoever starts it lives it. */
@NullMarked
package com.digiflowhub.start;

import org.jspecify.annotations.NullMarked;
