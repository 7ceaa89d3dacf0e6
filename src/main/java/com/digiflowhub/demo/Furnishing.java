package com.digiflowhub.demo;

import com.digiflowhub.connections.Connection;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Saved;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the workspace in force needs to be worth looking at: accounts, knowledge, people, and somebody who writes just now. */
@Component
@OnlyInDemo
class Furnishing {
    private static final String CHANNEL = "whatsapp";

    private final Connections connections;
    private final Trades trades;
    private final Knowledge knowledge;
    private final People people;
    private final Memories memories;
    private final Books books;

    Furnishing(
            Connections connections,
            Trades trades,
            Knowledge knowledge,
            People people,
            Memories memories,
            Books books) {
        this.connections = connections;
        this.trades = trades;
        this.knowledge = knowledge;
        this.people = people;
        this.memories = memories;
        this.books = books;
    }

    /** Ready for a message. Every step finds what an earlier start left. */
    void open(Trade trade, UserId owner, Sandbox sandbox) {
        Map<String, Saved> saved = connections.fromEnvironment(SimulatedProviders.variables(trade, sandbox));
        saved.forEach((provider, how) -> connections.check(kept(provider, how).id()));
        knowledge.teach(trade, owner);
        List<Person> all = List.of(trades.read(trade, Person.FILE, Person[].class));
        all.forEach(person -> sandbox.phone(person.phone(), person.name()));
        books.open();
        boolean first = people.arrive(trade, all, kept(CHANNEL, saved.get(CHANNEL)), owner);
        memories.giveBack(sandbox);
        if (first) {
            Person newest = all.getLast();
            sandbox.phone(newest.phone(), newest.name()).writes(trade.firstWords());
        }
    }

    /** What came of the conversations: how each lead was weighed as they wrote, and what that cost. */
    void remember(Trade trade, UserId owner) {
        books.fill(trade, owner);
    }

    private static Connection kept(String provider, @Nullable Saved how) {
        if (how instanceof Saved.Kept kept) {
            return kept.connection();
        }
        throw new IllegalStateException("the sandbox's " + provider + " could not be connected: " + how);
    }
}
