/** Words from a model: prompt, knowledge, guard; one folder a model provider. */
@ApplicationModule(
        displayName = "Assistant",
        allowedDependencies = {
            "platform :: crash",
            "platform :: database",
            "platform :: fetch",
            "platform :: tenancy",
            "platform :: work",
            "platform :: vault",
            "platform :: web",
            "platform :: palette",
            "platform :: spelling",
            "platform :: live",
            "platform :: settings",
            "conversations",
            "connections",
            "contacts",
            "credits",
            "vocabulary",
            "identity"
        })
@NullMarked
package com.digiflowhub.assistant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
