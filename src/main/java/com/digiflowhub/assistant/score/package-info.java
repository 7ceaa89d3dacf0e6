/** How ready a lead is, and in which mood: by rule, and by a model where one is connected and paid for. */
@NamedInterface("score")
@NullMarked
package com.digiflowhub.assistant.score;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
