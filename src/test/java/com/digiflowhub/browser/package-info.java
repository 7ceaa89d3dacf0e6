/** The hub as a person sees it: pages in a headless Chromium, over a whole hub. */
@NullMarked
package com.digiflowhub.browser;

import org.jspecify.annotations.NullMarked;
