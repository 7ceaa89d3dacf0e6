/** The vendors' own descriptions of their wires, as an independent judge of what we send and simulate. */
@NullMarked
package com.digiflowhub.specs;

import org.jspecify.annotations.NullMarked;
