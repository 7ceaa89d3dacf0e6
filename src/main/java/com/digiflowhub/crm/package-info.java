/** Leads, and the stages they go through. */
@ApplicationModule(
        displayName = "HubCRM",
        allowedDependencies = {
            "platform :: database",
            "platform :: tenancy",
            "platform :: work",
            "platform :: vault",
            "platform :: web",
            "platform :: palette",
            "platform :: live",
            "platform :: settings",
            "contacts",
            "vocabulary",
            "identity"
        })
@NullMarked
package com.digiflowhub.crm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
