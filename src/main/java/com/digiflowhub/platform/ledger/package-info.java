/** Amounts that must add up: double entry in whole numbers, of whatever a module counts. Says nothing of what is counted. */
@NamedInterface("ledger")
@NullMarked
package com.digiflowhub.platform.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
