@NullMarked
package com.digiflowhub.platform.database;

import org.jspecify.annotations.NullMarked;
