/** The hub on show, as a first visitor finds it. */
@NullMarked
package com.digiflowhub.demo;

import org.jspecify.annotations.NullMarked;
