/** What was said and what happened: the rows of conversations, messages, events, and signs. */
@NullMarked
package com.digiflowhub.conversations.log;

import org.jspecify.annotations.NullMarked;
