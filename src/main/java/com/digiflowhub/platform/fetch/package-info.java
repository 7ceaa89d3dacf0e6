/** Calls to providers over HTTP. */
@NamedInterface("fetch")
@NullMarked
package com.digiflowhub.platform.fetch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
