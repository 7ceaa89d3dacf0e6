/** The API described by itself: one OpenAPI document read off the controllers, and the reference page made from it. */
@NullMarked
package com.digiflowhub.platform.web.document;

import org.jspecify.annotations.NullMarked;
