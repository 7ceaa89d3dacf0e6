/** Conversation, message, attempt, owner, turn, and the decision whether a message may leave. */
@ApplicationModule(
        displayName = "Conversations",
        allowedDependencies = {
            "platform :: crash",
            "platform :: database",
            "platform :: tenancy",
            "platform :: work",
            "platform :: vault",
            "platform :: web",
            "platform :: palette",
            "platform :: spelling",
            "platform :: live",
            "platform :: rounds",
            "platform :: settings",
            "channels",
            "connections",
            "contacts",
            "vocabulary",
            "identity"
        })
@NullMarked
package com.digiflowhub.conversations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
