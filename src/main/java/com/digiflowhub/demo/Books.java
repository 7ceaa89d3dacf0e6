package com.digiflowhub.demo;

import com.digiflowhub.assistant.score.Hindsight;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Overview;
import com.digiflowhub.credits.Credits;
import com.digiflowhub.credits.Standing;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.ledger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A company's credits: opened before its people wrote, added to by its owner, and spent on weighing them. */
@Component
@OnlyInDemo
class Books {
    private static final Duration OPENED_BEFORE = Duration.ofDays(30);
    private static final long TENTHS = 10;
    private static final int MOST = 100;

    private final Credits credits;
    private final Hindsight hindsight;
    private final Overview overview;
    private final HubClock clock;

    Books(Credits credits, Hindsight hindsight, Overview overview, HubClock clock) {
        this.credits = credits;
        this.hindsight = hindsight;
        this.overview = overview;
        this.clock = clock;
    }

    void open() {
        clock.at(clock.now().minus(OPENED_BEFORE), () -> {
            Standing ignored = credits.standing();
        });
    }

    /** In the order of time, as the books are kept. */
    void fill(Trade trade, UserId owner) {
        List<Conversation> conversations = overview.newest(MOST);
        List<String> given = credits.entries(Optional.empty(), MOST).stream()
                .map(Books::note)
                .toList();
        trade.grants().stream()
                .filter(grant -> !given.contains(grant.reason()))
                .sorted(Comparator.comparingInt(Trade.Grant::daysAgo).reversed())
                .forEach(grant -> {
                    Instant then = clock.now().minus(Duration.ofDays(grant.daysAgo()));
                    hindsight.weigh(conversations, then);
                    clock.at(then, () -> {
                        UUID ignored = credits.grant(grant.credits() * TENTHS, grant.reason(), owner);
                    });
                });
        hindsight.weigh(conversations, clock.now());
    }

    private static String note(Entry entry) {
        return entry.words().note();
    }
}
