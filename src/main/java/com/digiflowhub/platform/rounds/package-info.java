/** What is done again and again. */
@NamedInterface("rounds")
@NullMarked
package com.digiflowhub.platform.rounds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
