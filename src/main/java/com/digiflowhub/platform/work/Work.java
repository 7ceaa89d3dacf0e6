package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.Locks;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Puts durable work, in the transaction it is called in. The node that holds the workspace's desk is woken after the commit. */
@Component
public class Work {
    private final WorkRows rows;
    private final Locks locks;
    private final Wake wake;

    Work(WorkRows rows, Locks locks, Wake wake) {
        this.rows = rows;
        this.locks = locks;
        this.wake = wake;
    }

    public void put(NewItem item) {
        put(List.of(item));
    }

    /** Sorted by key, so that two transactions that move the same alarms cannot wait for each other; of one key the last wins. */
    public void put(List<NewItem> items) {
        if (items.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("work is put in the transaction of its cause");
        }
        items.stream()
                .sorted(Comparator.comparing(item -> item.key().orElse("")))
                .forEach(rows::put);
        wakeAfterCommit();
    }

    /** Until the transaction ends nobody runs or moves the alarm. Taken before the rows it is about, as its handler's end does. */
    public void hold(String key) {
        locks.hold(key);
    }

    /** Takes an alarm back; nothing happens when none waits for the key. */
    public void cancel(String key) {
        rows.cancel(key);
    }

    public Optional<Pause> pause(String queue) {
        return rows.pause(queue);
    }

    /** So many items of the queue may begin in a second, on all nodes together; what is running keeps to it within a second. */
    public void pace(String queue, int perSecond) {
        rows.pace(queue, perSecond);
    }

    /** Those of the workspace in force that stand still now, the longest first. */
    @Transactional(readOnly = true)
    public List<Pause> pauses() {
        return rows.pauses();
    }

    /** Which of some ids are named by work that waits, and which by work that was given up. */
    public record Named(Set<UUID> waiting, Set<UUID> dead) {
        public Named {
            waiting = Set.copyOf(waiting);
            dead = Set.copyOf(dead);
        }
    }

    /** Which of these ids stand in the list that work of the workspace in force carries under that name. */
    @Transactional(readOnly = true)
    public Named named(String member, List<UUID> ids) {
        return ids.isEmpty() ? new Named(Set.of(), Set.of()) : rows.named(member, ids);
    }

    /** The queue goes on now: what it was paused for is mended. */
    @Transactional
    public void resume(String queue) {
        rows.resume(queue);
        wakeAfterCommit();
    }

    void wakeAfterCommit() {
        WorkspaceId workspace = Tenancy.require();
        afterCommit(() -> wake.up(workspace));
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
