/** What analyses cost the workspace: the balance, what it is spent on, and what the owner adds. */
@ApplicationModule(
        displayName = "Credits",
        allowedDependencies = {
            "platform :: database",
            "platform :: tenancy",
            "platform :: work",
            "platform :: vault",
            "platform :: web",
            "platform :: live",
            "platform :: settings",
            "platform :: ledger",
            "vocabulary",
            "identity"
        })
@NullMarked
package com.digiflowhub.credits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
