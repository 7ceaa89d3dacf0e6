/** The pages that explain the product, written as text files that each module may bring, in both languages. */
@NullMarked
package com.digiflowhub.platform.help;

import org.jspecify.annotations.NullMarked;
