@NullMarked
package com.digiflowhub.sandbox;

import org.jspecify.annotations.NullMarked;
