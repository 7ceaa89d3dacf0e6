@NullMarked
package com.digiflowhub;

import org.jspecify.annotations.NullMarked;
