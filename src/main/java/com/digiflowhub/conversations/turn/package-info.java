/** Whose turn it is to answer, and when. */
@NullMarked
package com.digiflowhub.conversations.turn;

import org.jspecify.annotations.NullMarked;
