@NullMarked
package com.digiflowhub.sandbox.line;

import org.jspecify.annotations.NullMarked;
