/** A language model behind the Chat Completions wire, simulated: it answers from what the request holds. */
@NamedInterface("openai")
@NullMarked
package com.digiflowhub.sandbox.openai;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
