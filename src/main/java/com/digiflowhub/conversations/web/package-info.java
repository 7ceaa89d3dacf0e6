@NullMarked
package com.digiflowhub.conversations.web;

import org.jspecify.annotations.NullMarked;
