package com.digiflowhub.platform.tenancy;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Asked before anything that may take long (a provider, a mail server): no transaction may wait for it. */
public final class NoTransaction {
    private NoTransaction() {}

    public static void require(String before) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transaction is open and would wait for " + before);
        }
    }
}
