/** How what a lead sent becomes a message: the record. */
@NullMarked
package com.digiflowhub.conversations.inbound;

import org.jspecify.annotations.NullMarked;
