/** The page that one lands on: what needs a person now, and in a new workspace the first steps. Modules contribute its parts. */
@NamedInterface("web")
@NullMarked
package com.digiflowhub.platform.web.today;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
