/** The hub on show: an agency with its conversations, connected to the simulated providers. The only room that knows both the hub and the sandbox. */
@ApplicationModule(
        displayName = "Demo",
        allowedDependencies = {
            "platform :: database",
            "platform :: live",
            "platform :: tenancy",
            "platform :: vault",
            "platform :: web",
            "platform :: settings",
            "identity",
            "connections",
            "channels",
            "contacts",
            "conversations",
            "assistant",
            "assistant :: score",
            "credits",
            "platform :: ledger",
            "crm",
            "vocabulary",
            "start",
            "sandbox",
            "sandbox :: *"
        })
@NullMarked
package com.digiflowhub.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
