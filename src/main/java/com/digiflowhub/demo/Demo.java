package com.digiflowhub.demo;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.identity.FirstOwner.Founded;
import com.digiflowhub.identity.OneTimeLinks;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.web.PublicAddresses;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.start.Console;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Raises the curtain: providers, agency, connections, people, and the link on the console. Every step finds what an earlier start left. */
@Component
@OnlyInDemo
class Demo {
    private static final Duration LINK_LASTS = Duration.ofDays(1);
    private static final String CHANNEL = "whatsapp";
    private static final String FIRST_WORDS = "Bonsoir, c'est combien la formation de janvier ?";

    private final SimulatedProviders providers;
    private final Agency agency;
    private final Connections connections;
    private final People people;
    private final Memories memories;
    private final OneTimeLinks links;
    private final PublicAddresses addresses;

    Demo(
            SimulatedProviders providers,
            Agency agency,
            Connections connections,
            People people,
            Memories memories,
            OneTimeLinks links,
            PublicAddresses addresses) {
        this.providers = providers;
        this.agency = agency;
        this.connections = connections;
        this.people = people;
        this.memories = memories;
        this.links = links;
        this.addresses = addresses;
    }

    @EventListener
    void raise(ApplicationReadyEvent ready) {
        String port = ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        Founded founded = agency.open();
        Sandbox sandbox = providers.start(URI.create("http://127.0.0.1:" + port));
        Tenancy.run(founded.workspace(), () -> furnish(founded, sandbox));
        String code = links.issue(OneTimeLinks.Purpose.SIGN_IN, Optional.of(founded.owner()), LINK_LASTS)
                .reveal();
        Console.invite(
                System.out,
                "DigiFlow Hub is on show: nothing leaves this machine. Come in (the link works once, for a day):",
                URI.create(addresses.app() + "/sign-in/link/" + code));
    }

    private void furnish(Founded founded, Sandbox sandbox) {
        Map<String, Saved> saved = connections.fromEnvironment(SimulatedProviders.variables(sandbox));
        saved.forEach((provider, how) -> connections.check(kept(provider, how).id()));
        people.all().forEach(person -> sandbox.phone(person.phone(), person.name()));
        boolean first = people.arrive(kept(CHANNEL, saved.get(CHANNEL)), founded.owner());
        memories.giveBack(sandbox);
        if (first) {
            People.Person newest = people.all().getLast();
            sandbox.phone(newest.phone(), newest.name()).writes(FIRST_WORDS);
        }
    }

    private static Connection kept(String provider, @org.jspecify.annotations.Nullable Saved how) {
        if (how instanceof Saved.Kept kept) {
            return kept.connection();
        }
        throw new IllegalStateException("the sandbox's " + provider + " could not be connected: " + how);
    }
}
