/** The API as strangers, programs and browsers meet it, over HTTP. */
@NullMarked
package com.digiflowhub.api;

import org.jspecify.annotations.NullMarked;
