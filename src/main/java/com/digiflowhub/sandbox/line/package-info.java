/** What every simulated provider stands on: the loopback server, the faults and the journal. */
@NamedInterface("line")
@NullMarked
package com.digiflowhub.sandbox.line;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
