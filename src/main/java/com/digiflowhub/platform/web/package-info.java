/** The frame around every page and the habits of every address. */
@NamedInterface("web")
@NullMarked
package com.digiflowhub.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
