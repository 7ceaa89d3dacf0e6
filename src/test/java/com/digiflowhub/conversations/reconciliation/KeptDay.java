package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.platform.database.UuidV7;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A day of a workspace that is over, and what came in on it: at noon, so that no test minds what time it is. */
final class KeptDay {
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final ConnectedWorkspace workspace;
    private final LocalDate day = LocalDate.now(ZONE).minusDays(2);
    private final UuidV7 ids = new UuidV7();

    KeptDay(ConnectedWorkspace workspace) {
        this.workspace = workspace;
    }

    LocalDate day() {
        return day;
    }

    Instant noon() {
        return day.atTime(12, 0).atZone(ZONE).toInstant();
    }

    /** Kept as if the door had taken it, but read by nobody. */
    UUID unread(byte[] body) {
        return unread(body, noon());
    }

    UUID unread(byte[] body, Instant cameAt) {
        UUID id = ids.next(cameAt);
        workspace.hub().change("""
                insert into connections.envelope (workspace_id, id, connection_id, headers, body)
                values ('%s', '%s', '%s', '{}', '\\x%s')
                """.formatted(
                        workspace.id(),
                        id,
                        workspace.connection().value(),
                        HexFormat.of().formatHex(body)));
        return id;
    }

    UUID unread(Parcel parcel) {
        return unread(parcel.body());
    }

    /** Came through the door, was read, and lies with what came on the day. */
    UUID arrived(Parcel parcel) {
        List<String> before = envelopes();
        parcel.arrive();
        String came = envelopes().stream()
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();
        UUID id = ids.next(noon());
        for (String table : List.of("envelope", "unreadable")) {
            workspace
                    .hub()
                    .change("update connections.%s set id = '%s' where workspace_id = '%s' and id = '%s'"
                            .formatted(table, id, workspace.id(), came));
        }
        return id;
    }

    private List<String> envelopes() {
        return workspace.look("""
                select id from connections.envelope where workspace_id = :here
                union all select id from connections.unreadable where workspace_id = :here order by 1""");
    }

    /** What the check of the day finds. */
    Reconciliation.Figures check() {
        boolean asked = workspace.in(() -> workspace.part(Reconciliations.class).ask(day));
        if (!asked) {
            throw new AssertionError(day + " is not among those that are kept");
        }
        return figures();
    }

    /** What the last check found, once it is through. */
    Reconciliation.Figures figures() {
        return Patience.waitFor(
                        "the day counted to its end",
                        this::rows,
                        days -> days.size() == 1 && days.getFirst().finishedAt().isPresent())
                .getFirst()
                .figures();
    }

    private List<Reconciliation> rows() {
        return workspace.in(() -> workspace.part(Reconciliations.class).days()).stream()
                .filter(one -> one.day().equals(day))
                .toList();
    }

    List<MissingDelivery> missing() {
        return workspace.in(() -> workspace.part(Reconciliations.class).missing());
    }

    List<Envelopes.Kept> find(String providerId) {
        return workspace
                .in(() -> workspace.part(Reconciliations.class).find(Optional.of(day), providerId, Optional.empty()))
                .kept();
    }

    /** Has it read again and waits for all that follows. */
    void readAgain(UUID envelope) {
        boolean kept = workspace.in(() -> workspace.part(Reconciliations.class).readAgain(envelope));
        if (!kept) {
            throw new AssertionError("no longer kept: " + envelope);
        }
        workspace.settle();
    }
}
