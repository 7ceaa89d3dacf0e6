/** The variables that configure the hub: where they came from, what each became, and what looks like a mistake. */
@NamedInterface("settings")
@NullMarked
package com.digiflowhub.platform.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
