/** The PostgreSQL server, its roles, pools and migrations, the clock and the identifiers. */
@NamedInterface("database")
@NullMarked
package com.digiflowhub.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
