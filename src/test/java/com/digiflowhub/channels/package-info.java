@NullMarked
package com.digiflowhub.channels;

import org.jspecify.annotations.NullMarked;
