/** How far two spellings are apart. */
@NullMarked
package com.digiflowhub.assistant.spelling;

import org.jspecify.annotations.NullMarked;
