@NullMarked
package com.digiflowhub.assistant.anthropic;

import org.jspecify.annotations.NullMarked;
