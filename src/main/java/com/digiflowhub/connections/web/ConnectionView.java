package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Standing;
import java.util.List;
import java.util.Optional;

/** A connection as its block shows it. {@code shown} is the one secret that its owner asked to see, for copying to the provider's page. */
public record ConnectionView(Standing standing, List<Address> addresses, List<Pasted> pasted, Optional<Pasted> shown) {
    public ConnectionView {
        addresses = List.copyOf(addresses);
        pasted = List.copyOf(pasted);
    }

    /** Where the provider's webhooks knock; {@code own} is this connection's alone. */
    public record Address(String url, boolean own) {}

    /** A secret to be copied to the provider's page: its end, or all of it when an owner asked. */
    public record Pasted(String field, String text) {}

    /** What one glance says, the worst first. */
    public enum Condition {
        BROKEN("red", "x"),
        WARNED("amber", "alert-triangle"),
        UNCHECKED("", "circle-dashed"),
        PAUSED("", "player-pause"),
        WORKING("green", "check");

        private final String tone;
        private final String icon;

        Condition(String tone, String icon) {
            this.tone = tone;
            this.icon = icon;
        }

        public String tone() {
            return tone;
        }

        public String icon() {
            return icon;
        }
    }

    public String id() {
        return standing.id().toString();
    }

    public String href() {
        return "/settings/connections/" + id();
    }

    public Condition condition() {
        if (paused()) {
            return Condition.PAUSED;
        }
        if (standing.broken()) {
            return Condition.BROKEN;
        }
        if (warnings() > 0) {
            return Condition.WARNED;
        }
        return standing.checkedAt().isPresent() ? Condition.WORKING : Condition.UNCHECKED;
    }

    public boolean paused() {
        return standing.paused();
    }

    public int warnings() {
        return (int) standing.findings().stream()
                .filter(finding -> finding.verdict() == Finding.Verdict.WARNING)
                .count();
    }

    /** Why it does not work, when that came from elsewhere than the last check (a send that was refused). */
    public Optional<String> refusedBecause() {
        return standing.brokenBecause()
                .filter(reason -> !paused())
                .filter(reason -> standing.findings().stream()
                        .noneMatch(finding -> finding.code().equals(reason)));
    }

    /** What is broken or warned about lies open, what works is one line. */
    public boolean open() {
        return condition() == Condition.BROKEN || condition() == Condition.WARNED;
    }
}
