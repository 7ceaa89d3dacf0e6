/** The wires on which people write: one folder a channel. Knows its provider's wire and nothing of the rest of the hub. */
@ApplicationModule(
        displayName = "Channels",
        allowedDependencies = {
            "platform :: database",
            "platform :: fetch",
            "platform :: tenancy",
            "platform :: work",
            "platform :: vault",
            "platform :: web",
            "platform :: live",
            "platform :: settings",
            "connections",
            "identity"
        })
@NullMarked
package com.digiflowhub.channels;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
