@NullMarked
package com.digiflowhub.assistant.web;

import org.jspecify.annotations.NullMarked;
