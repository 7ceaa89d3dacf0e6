/** Words as people type them: how far two spellings are apart, and whether one may stand for the other. */
@NamedInterface("spelling")
@NullMarked
package com.digiflowhub.platform.spelling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
