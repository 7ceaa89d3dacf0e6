package com.digiflowhub.demo;

import com.digiflowhub.identity.FirstOwner.Founded;
import com.digiflowhub.identity.OneTimeLinks;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.web.PublicAddresses;
import com.digiflowhub.start.Console;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Raises the curtain: the agency, its first company whole, and the link on the console; the other companies are furnished behind it. Every step
 * finds what an earlier start left.
 */
@Component
@OnlyInDemo
class Demo {
    private static final Duration LINK_LASTS = Duration.ofDays(1);

    private final Trades trades;
    private final Agency agency;
    private final Backstage backstage;
    private final OneTimeLinks links;
    private final PublicAddresses addresses;

    Demo(Trades trades, Agency agency, Backstage backstage, OneTimeLinks links, PublicAddresses addresses) {
        this.trades = trades;
        this.agency = agency;
        this.backstage = backstage;
        this.links = links;
        this.addresses = addresses;
    }

    /** First of all listeners, so that whoever adds a provider to the sandbox finds the demo standing. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void raise(ApplicationReadyEvent ready) {
        String port = ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        Founded founded = agency.open(trades.all().getFirst());
        backstage.furnish(places(founded), founded.owner(), URI.create("http://127.0.0.1:" + port));
        invite(founded.owner());
    }

    private List<Backstage.Place> places(Founded founded) {
        Trade first = trades.all().getFirst();
        return trades.all().stream()
                .map(trade -> new Backstage.Place(
                        trade, trade.equals(first) ? founded.workspace() : agency.open(trade, founded.owner())))
                .toList();
    }

    private void invite(UserId owner) {
        String code = links.issue(OneTimeLinks.Purpose.SIGN_IN, Optional.of(owner), LINK_LASTS)
                .reveal();
        Console.invite(
                System.out,
                "DigiFlow Hub is on show: nothing leaves this machine. Come in (the link works once, for a day):",
                URI.create(addresses.app() + "/sign-in/link/" + code));
    }
}
