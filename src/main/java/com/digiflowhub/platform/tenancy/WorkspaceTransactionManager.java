package com.digiflowhub.platform.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Begins transactions that carry the workspace in force. The setting is local to the transaction, so a pooled connection never
 * keeps a former workspace; a transaction inside a transaction is refused.
 */
public final class WorkspaceTransactionManager extends JdbcTransactionManager {
    private static final Object CARRIED = new Object();
    private static final String SET_WORKSPACE = "select set_config('hub.workspace', ?, true)";

    public WorkspaceTransactionManager(DataSource dataSource) {
        super(dataSource);
        setNestedTransactionAllowed(false);
        setEnforceReadOnly(false);
    }

    /** A verb that joins is a verb of the same workspace: in another's transaction it would read and write the other's rows. */
    @Override
    protected boolean isExistingTransaction(Object transaction) {
        boolean existing = super.isExistingTransaction(transaction);
        if (existing && !Tenancy.here().equals(TransactionSynchronizationManager.getResource(CARRIED))) {
            throw new IllegalStateException("a transaction of one workspace cannot be joined for another");
        }
        return existing;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        if (definition.getPropagationBehavior() == TransactionDefinition.PROPAGATION_REQUIRES_NEW) {
            throw secondTransaction();
        }
        super.doBegin(transaction, definition);
        TransactionSynchronizationManager.bindResource(CARRIED, Tenancy.here());
        try {
            carryWorkspace(DataSourceUtils.getConnection(obtainDataSource()));
        } catch (SQLException failure) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("the workspace could not be set for the transaction", failure);
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        TransactionSynchronizationManager.unbindResourceIfPossible(CARRIED);
        super.doCleanupAfterCompletion(transaction);
    }

    @Override
    protected Object doSuspend(Object transaction) {
        throw secondTransaction();
    }

    private static IllegalStateException secondTransaction() {
        return new IllegalStateException("a second transaction inside the first is not allowed");
    }

    private static void carryWorkspace(Connection connection) throws SQLException {
        String workspace = Tenancy.here().map(WorkspaceId::toString).orElse("");
        try (PreparedStatement statement = connection.prepareStatement(SET_WORKSPACE)) {
            statement.setString(1, workspace);
            statement.execute();
        }
    }
}
