/** What tests share: one PostgreSQL for the whole run, a database of its own for each story, settable time. */
@NullMarked
package com.digiflowhub.testing;

import org.jspecify.annotations.NullMarked;
