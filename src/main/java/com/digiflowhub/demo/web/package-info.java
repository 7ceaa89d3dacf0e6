/** The page *Sandbox*: the lead's phone, what the hub makes of it, and what can be made to go wrong. */
@NullMarked
package com.digiflowhub.demo.web;

import org.jspecify.annotations.NullMarked;
