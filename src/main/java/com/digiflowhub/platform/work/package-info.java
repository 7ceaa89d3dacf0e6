/** Durable work: one table of items, done in order, once, by the node that holds the workspace's desk. */
@NamedInterface("work")
@NullMarked
package com.digiflowhub.platform.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
