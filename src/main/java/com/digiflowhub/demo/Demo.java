package com.digiflowhub.demo;

import com.digiflowhub.identity.FirstOwner.Founded;
import com.digiflowhub.identity.OneTimeLinks;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.web.PublicAddresses;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.start.Console;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Raises the curtain: providers, agency, its furnishing, and the link on the console. Every step finds what an earlier start left. */
@Component
@OnlyInDemo
class Demo {
    private static final Duration LINK_LASTS = Duration.ofDays(1);

    private final SimulatedProviders providers;
    private final Agency agency;
    private final Furnishing furnishing;
    private final OneTimeLinks links;
    private final PublicAddresses addresses;

    Demo(
            SimulatedProviders providers,
            Agency agency,
            Furnishing furnishing,
            OneTimeLinks links,
            PublicAddresses addresses) {
        this.providers = providers;
        this.agency = agency;
        this.furnishing = furnishing;
        this.links = links;
        this.addresses = addresses;
    }

    /** First of all listeners, so that whoever adds a provider to the sandbox finds the demo standing. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void raise(ApplicationReadyEvent ready) {
        String port = ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        Founded founded = agency.open();
        Sandbox sandbox = providers.start(URI.create("http://127.0.0.1:" + port));
        Tenancy.run(founded.workspace(), () -> furnishing.complete(founded.owner(), sandbox));
        String code = links.issue(OneTimeLinks.Purpose.SIGN_IN, Optional.of(founded.owner()), LINK_LASTS)
                .reveal();
        Console.invite(
                System.out,
                "DigiFlow Hub is on show: nothing leaves this machine. Come in (the link works once, for a day):",
                URI.create(addresses.app() + "/sign-in/link/" + code));
    }
}
