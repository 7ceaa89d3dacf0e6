/** Moments at which the hub can be made to die, for those who prove what comes after. */
@NamedInterface("crash")
@NullMarked
package com.digiflowhub.platform.crash;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
