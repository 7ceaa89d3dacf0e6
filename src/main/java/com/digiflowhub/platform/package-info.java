/** What any such product needs and knows nothing of marketing. Each folder is a door of its own; arrows between them go down only. */
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {})
@NullMarked
package com.digiflowhub.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
