@NullMarked
package com.digiflowhub.demo.web;

import org.jspecify.annotations.NullMarked;
