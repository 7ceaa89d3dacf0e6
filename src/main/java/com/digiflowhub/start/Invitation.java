package com.digiflowhub.start;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.platform.web.PublicAddresses;
import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The address of a live hub that is ready: to set up the owner while there is none, else to sign in. */
@Component
@ConditionalOnProperty(name = "HUB_MODE", havingValue = "live", matchIfMissing = true)
class Invitation {
    private final FirstOwner firstOwner;
    private final PublicAddresses addresses;

    Invitation(FirstOwner firstOwner, PublicAddresses addresses) {
        this.firstOwner = firstOwner;
        this.addresses = addresses;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        if (firstOwner.missing()) {
            URI link =
                    URI.create(addresses.app() + "/set-up/" + firstOwner.link().reveal());
            Console.invite(
                    System.out, "DigiFlow Hub is ready. Set up its owner here (the link works once, for a day):", link);
        } else {
            Console.invite(System.out, "DigiFlow Hub is ready:", addresses.app());
        }
    }
}
