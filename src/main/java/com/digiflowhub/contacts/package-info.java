/** The person: addresses, consent, score. */
@ApplicationModule(
        displayName = "Contacts",
        allowedDependencies = {
            "platform :: database",
            "platform :: tenancy",
            "platform :: work",
            "platform :: vault",
            "platform :: web",
            "platform :: palette",
            "platform :: live",
            "platform :: settings",
            "vocabulary",
            "identity"
        })
@NullMarked
package com.digiflowhub.contacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
