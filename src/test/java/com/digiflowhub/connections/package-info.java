@NullMarked
package com.digiflowhub.connections;

import org.jspecify.annotations.NullMarked;
