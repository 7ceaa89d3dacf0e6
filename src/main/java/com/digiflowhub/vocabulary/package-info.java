/** What modules say to each other. No tables, no word of the business. */
@ApplicationModule(
        displayName = "Vocabulary",
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
package com.digiflowhub.vocabulary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
