package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.DataFolder;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * This process among its equals: renews its lease, takes its share of desks, gives back what is above it. Its id lies in the data folder,
 * which one process alone may hold, so a node that died finds its desks again at once.
 */
@Component
class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final DeskRows rows;
    private final WorkSettings settings;
    private final UUID id;
    private boolean born;
    private long lastBeat;

    Node(DeskRows rows, WorkSettings settings, DataFolder folder) {
        this.rows = rows;
        this.settings = settings;
        this.id = keptIn(folder.path().resolve("node.id"));
    }

    /** The desks we hold now, renewed and taken when a beat is due. What is above our share is given back as soon as it is {@code drained}. */
    Map<WorkspaceId, Integer> desks(Predicate<WorkspaceId> drained) {
        beat();
        Map<WorkspaceId, Integer> mine = rows.held(id);
        int room = rows.share() - mine.size();
        if (room > 0) {
            rows.takeFree(id, room);
            return rows.held(id);
        }
        List<WorkspaceId> leaving = mine.keySet().stream()
                .sorted(Comparator.comparing(WorkspaceId::value))
                .limit(-room)
                .filter(drained)
                .toList();
        if (leaving.isEmpty()) {
            return mine;
        }
        rows.giveBack(id, leaving);
        return rows.held(id);
    }

    void forgetCrashes(WorkspaceId desk) {
        rows.forgetCrashes(id, desk);
    }

    /** A clean stop: the others need not wait for the lease. */
    void leave() {
        if (born) {
            try {
                rows.giveBack(id, rows.held(id).keySet());
                rows.retire(id);
            } catch (RuntimeException away) {
                LOG.warn(
                        "The desks could not be given back; they will be taken when the lease ends: {}",
                        away.getMessage());
            }
        }
    }

    private void beat() {
        if (!born) {
            rows.countCrash(id);
            rows.born(id, settings.lease());
            born = true;
        } else if (System.nanoTime() - lastBeat < settings.beat().toNanos()) {
            return;
        } else if (!rows.renew(id, settings.lease())) {
            LOG.warn("Node {} was taken for dead; it starts anew with what is free", id);
            rows.born(id, settings.lease());
        }
        lastBeat = System.nanoTime();
    }

    private static UUID keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return UUID.fromString(Files.readString(file).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException("The node's id in " + file + " cannot be read", failure);
        }
    }
}
