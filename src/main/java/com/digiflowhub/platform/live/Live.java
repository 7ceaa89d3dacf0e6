package com.digiflowhub.platform.live;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the open pages of the workspace in force, on all nodes, that something changed. Told in the transaction, sent after its commit; says
 * only "look again", so a signal that is lost costs nothing.
 */
@Component
public class Live {
    private final OpenPages pages;
    private final OtherNodes others;

    Live(OpenPages pages, OtherNodes others) {
        this.pages = pages;
        this.others = others;
    }

    /** {@code topic} is a noun ({@code conversation}, {@code connection}), {@code id} which one. */
    public void changed(String topic, Object id) {
        WorkspaceId workspace = Tenancy.require();
        String which = id.toString();
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            tell(workspace, topic, which);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tell(workspace, topic, which);
            }
        });
    }

    private void tell(WorkspaceId workspace, String topic, String id) {
        pages.tell(workspace, topic, id);
        others.tell(workspace, topic, id);
    }
}
