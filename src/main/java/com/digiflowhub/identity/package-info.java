/** Who may do what: workspace, user, member, session, API key. */
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {
            "platform :: database",
            "platform :: tenancy",
            "platform :: work",
            "platform :: vault",
            "platform :: web",
            "platform :: live",
            "platform :: settings"
        })
@NullMarked
package com.digiflowhub.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
