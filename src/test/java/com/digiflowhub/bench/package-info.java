/** What is measured and not checked: started by {@code bin/bench}, no part of the build. */
@NullMarked
package com.digiflowhub.bench;

import org.jspecify.annotations.NullMarked;
