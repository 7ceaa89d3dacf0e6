/** An account at a provider: its settings, secrets, checks; and the door for what providers send. */
@ApplicationModule(
        displayName = "Connections",
        allowedDependencies = {
            "platform :: crash",
            "platform :: database",
            "platform :: tenancy",
            "platform :: work",
            "platform :: vault",
            "platform :: web",
            "platform :: live",
            "platform :: rounds",
            "platform :: settings",
            "identity"
        })
@NullMarked
package com.digiflowhub.connections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
