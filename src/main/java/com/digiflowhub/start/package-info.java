/** The first minute: the owner and the first connections that the environment names, and the one address on the console. */
@ApplicationModule(
        displayName = "Start",
        allowedDependencies = {
            "platform :: tenancy",
            "platform :: vault",
            "platform :: web",
            "platform :: settings",
            "identity",
            "connections"
        })
@NullMarked
package com.digiflowhub.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
