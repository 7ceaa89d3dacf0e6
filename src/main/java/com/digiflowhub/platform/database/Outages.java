package com.digiflowhub.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells a database that is away, or that can do nothing now, from code that is wrong: such a failure passes by itself, so it counts no attempt
 * and is told to nobody as a mistake of ours.
 */
public final class Outages {
    /** No connection; nothing left (disk, memory, connections); stopped by its operator; its machine fails. */
    private static final List<String> AWAY = List.of("08", "53", "57P", "58");

    private Outages() {}

    /** Whether PostgreSQL's code for a failure says so. */
    private static boolean isCode(String sqlState) {
        return AWAY.stream().anyMatch(sqlState::startsWith);
    }

    /** PostgreSQL's own word comes before what others make of it: a row that is too large for an index is no outage. */
    public static boolean isOne(Throwable failure) {
        boolean likely = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException || cause instanceof CannotCreateTransactionException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return isCode(sql.getSQLState());
            }
            likely |=
                    cause instanceof DataAccessResourceFailureException || cause instanceof TransactionSystemException;
        }
        return likely;
    }
}
