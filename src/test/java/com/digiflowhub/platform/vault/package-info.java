@NullMarked
package com.digiflowhub.platform.vault;

import org.jspecify.annotations.NullMarked;
