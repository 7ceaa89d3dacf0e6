@NullMarked
package com.digiflowhub.contacts;

import org.jspecify.annotations.NullMarked;
