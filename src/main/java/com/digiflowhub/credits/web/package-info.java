@NullMarked
package com.digiflowhub.credits.web;

import org.jspecify.annotations.NullMarked;
