@NullMarked
package com.digiflowhub.platform.settings;

import org.jspecify.annotations.NullMarked;
