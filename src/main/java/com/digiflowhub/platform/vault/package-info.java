/** Secrets at rest: envelope encryption bound to the row that holds them. */
@NamedInterface("vault")
@NullMarked
package com.digiflowhub.platform.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
