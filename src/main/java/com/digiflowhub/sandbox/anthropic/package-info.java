/** A language model behind the Messages wire of Anthropic, simulated. */
@NamedInterface("anthropic")
@NullMarked
package com.digiflowhub.sandbox.anthropic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
