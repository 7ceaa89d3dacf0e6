@NullMarked
package com.digiflowhub.conversations;

import org.jspecify.annotations.NullMarked;
