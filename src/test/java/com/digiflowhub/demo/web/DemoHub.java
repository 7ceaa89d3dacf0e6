package com.digiflowhub.demo.web;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Message;
import com.digiflowhub.conversations.Overview;
import com.digiflowhub.demo.SimulatedProviders;
import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A hub on show, as {@code HUB_MODE=demo} starts it, one for all the tests of its pages; each test takes a lead of its own. */
final class DemoHub {
    private static final RunningHub HUB = RunningHub.start(Map.of("HUB_MODE", "demo"));
    private static final AtomicInteger PEOPLE = new AtomicInteger(300);

    private DemoHub() {}

    static RunningHub hub() {
        return HUB;
    }

    static FirstOwner.Founded founded() {
        return HUB.part(FirstOwner.class).founded().orElseThrow();
    }

    static Sandbox sandbox() {
        return HUB.part(SimulatedProviders.class)
                .of(founded().workspace())
                .orElseThrow()
                .sandbox();
    }

    static PlainBrowser owner() {
        return PlainBrowser.signedIn(HUB, founded().owner());
    }

    /** The phone of somebody who has not written yet. */
    static Phone newPhone() {
        Cast.Person person = Cast.somebody(PEOPLE.getAndIncrement());
        return sandbox().phone(person.phone(), person.name());
    }

    static String key(Phone phone) {
        return phone.person().number().orElseThrow();
    }

    static String page(Phone phone) {
        return "/sandbox?lead=" + key(phone) + "&faults=whatsapp";
    }

    static Optional<Conversation> conversation(Phone phone) {
        return HUB.in(founded().workspace(), () -> HUB.part(Overview.class).reachedAt("+" + key(phone)));
    }

    static List<Message> messages(Phone phone) {
        return conversation(phone)
                .map(one -> HUB.in(
                        founded().workspace(),
                        () -> HUB.part(Conversations.class).messages(one.id(), Optional.empty(), 100)))
                .orElse(List.of());
    }

    static Conversation waitForConversation(Phone phone) {
        return Patience.waitFor(
                        "a conversation with " + phone.person().name(), () -> conversation(phone), Optional::isPresent)
                .orElseThrow();
    }
}
