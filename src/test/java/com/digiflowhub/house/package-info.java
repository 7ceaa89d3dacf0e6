/** The rules of the house, checked by every build. */
@NullMarked
package com.digiflowhub.house;

import org.jspecify.annotations.NullMarked;
