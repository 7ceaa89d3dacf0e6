package com.digiflowhub.demo;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.sandbox.Sandbox;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the workspace in force needs to be worth looking at: accounts, knowledge, people, and somebody who writes just now. */
@Component
@OnlyInDemo
class Furnishing {
    private static final String CHANNEL = "whatsapp";
    private static final String FIRST_WORDS = "Bonsoir, c'est combien la formation de janvier ?";

    private final Connections connections;
    private final Knowledge knowledge;
    private final People people;
    private final Memories memories;

    Furnishing(Connections connections, Knowledge knowledge, People people, Memories memories) {
        this.connections = connections;
        this.knowledge = knowledge;
        this.people = people;
        this.memories = memories;
    }

    /** Every step finds what an earlier start left. */
    void complete(UserId owner, Sandbox sandbox) {
        Map<String, Saved> saved = connections.fromEnvironment(SimulatedProviders.variables(sandbox));
        saved.forEach((provider, how) -> connections.check(kept(provider, how).id()));
        knowledge.teach();
        people.all().forEach(person -> sandbox.phone(person.phone(), person.name()));
        boolean first = people.arrive(kept(CHANNEL, saved.get(CHANNEL)), owner);
        memories.giveBack(sandbox);
        if (first) {
            People.Person newest = people.all().getLast();
            sandbox.phone(newest.phone(), newest.name()).writes(FIRST_WORDS);
        }
    }

    private static Connection kept(String provider, @Nullable Saved how) {
        if (how instanceof Saved.Kept kept) {
            return kept.connection();
        }
        throw new IllegalStateException("the sandbox's " + provider + " could not be connected: " + how);
    }
}
