/** How a message of ours leaves: the decision, the attempt, the result, and what the provider tells afterwards. */
@NullMarked
package com.digiflowhub.conversations.delivery;

import org.jspecify.annotations.NullMarked;
