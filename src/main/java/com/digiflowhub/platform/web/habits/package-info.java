/** What holds at every address of the API: refusals in one shape, bodies of a bearable size, requests that may be repeated. */
@NullMarked
package com.digiflowhub.platform.web.habits;

import org.jspecify.annotations.NullMarked;
