@NullMarked
package com.digiflowhub.assistant.openai;

import org.jspecify.annotations.NullMarked;
