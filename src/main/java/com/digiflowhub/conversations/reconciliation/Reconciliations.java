package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.connections.Envelopes.Kept;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The daily account of what came in: asked for by the clock or a person, counted by the {@link Reconciler}, read and mended by people. */
@Component
public class Reconciliations {
    /** As long as what came in is kept. */
    public static final int DAYS = 30;

    /** The live topic of pages that show it. */
    public static final String TOPIC = "reconciliation";

    private static final int MOST_LISTED = 100;
    private static final Envelopes.Limits LOOK = new Envelopes.Limits(MOST_LISTED, 20_000);
    private static final UUID LANE = new UUID(0, 0);

    private final ReconciliationRows rows;
    private final Envelopes envelopes;
    private final Workspaces workspaces;
    private final Work work;
    private final HubClock clock;
    private final Live live;

    Reconciliations(
            ReconciliationRows rows, Envelopes envelopes, Workspaces workspaces, Work work, HubClock clock, Live live) {
        this.rows = rows;
        this.envelopes = envelopes;
        this.workspaces = workspaces;
        this.work = work;
        this.clock = clock;
        this.live = live;
    }

    /** Has a day counted anew, from its beginning to its end or to now. False when it is not among those that are kept. */
    @Transactional
    public boolean ask(LocalDate day) {
        Instant now = clock.now();
        ZoneId zone = zone();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        LocalDate today = now.atZone(zone).toLocalDate();
        if (day.isBefore(firstDay(today)) || day.isAfter(today)) {
            return false;
        }
        String key = key(day.toEpochDay());
        work.hold(key);
        rows.ask(day, !end.isAfter(now));
        put(Stretch.whole(
                day.toEpochDay(), before(day.atStartOfDay(zone).toInstant()), before(Times.earlier(end, now))));
        live.changed(TOPIC, day);
        return true;
    }

    /** The alarm of the next stretch of a day; it takes the place of an earlier one. */
    void put(Stretch stretch) {
        work.put(NewItem.alarm(key(stretch.day()), NewItem.HUB, LANE, Reconciler.KIND, stretch, clock.now()));
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Reconciliation> days() {
        return rows.since(firstDay(today()));
    }

    @Transactional(readOnly = true)
    public List<MissingDelivery> missing() {
        return rows.missingSince(firstDay(today()), MOST_LISTED);
    }

    @Transactional(readOnly = true)
    public int countMissing() {
        return rows.countMissingSince(firstDay(today()));
    }

    /** What came on a day, or on any that is kept; with a provider's id, the deliveries that name it. Goes on where a former look stopped. */
    @Transactional(readOnly = true)
    public Envelopes.Found find(Optional<LocalDate> day, String providerId, Optional<UUID> goesOnBefore) {
        Instant now = clock.now();
        ZoneId zone = zone();
        Instant from = day.orElseGet(() -> firstDay(now.atZone(zone).toLocalDate()))
                .atStartOfDay(zone)
                .toInstant();
        Instant until =
                day.map(one -> one.plusDays(1).atStartOfDay(zone).toInstant()).orElseGet(() -> now.plusSeconds(1));
        return envelopes.find(before(from), goesOnBefore.orElseGet(() -> before(until)), providerId, LOOK);
    }

    /** Has a delivery read again, after what waits in its connection already. False when it is no longer kept. */
    @Transactional
    public boolean readAgain(UUID envelope) {
        Optional<Kept> kept = envelopes.find(envelope);
        kept.ifPresent(one -> {
            if (one.setAsideBecause().isPresent()) {
                envelopes.replay(envelope);
            } else {
                work.put(NewItem.item(
                        NewItem.HUB,
                        one.connection().value(),
                        ReadAgain.KIND,
                        new ReadAgain.One(envelope),
                        clock.now()));
            }
        });
        return kept.isPresent();
    }

    public LocalDate today() {
        return clock.now().atZone(zone()).toLocalDate();
    }

    private static LocalDate firstDay(LocalDate today) {
        return today.minusDays(DAYS - 1L);
    }

    private ZoneId zone() {
        return workspaces.current().zone();
    }

    private static String key(long day) {
        return "reconcile:" + day;
    }

    /** Smaller than any id made from then on. */
    private static UUID before(Instant at) {
        return new UUID(UuidV7.first(at).getMostSignificantBits(), 0);
    }
}
