@NullMarked
package com.digiflowhub.identity.web;

import org.jspecify.annotations.NullMarked;
