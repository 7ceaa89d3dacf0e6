/** Whose data a transaction may see: the workspace in force, and the transactions that carry it to the database. */
@NamedInterface("tenancy")
@NullMarked
package com.digiflowhub.platform.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
