package com.digiflowhub.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What counts no attempt, by PostgreSQL's own word for it. */
class OutagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "08003", "53100", "53200", "53300", "57P01", "57P03", "58030"})
    void a_database_that_is_away_or_has_no_room_is_an_outage(String state) {
        assertThat(Outages.isOne(new DataAccessResourceFailureException("x", new SQLException("x", state))))
                .isTrue();
        assertThat(Outages.isOne(new TransactionSystemException("x", new SQLException("x", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"54000", "54001", "23505", "22021", "57014", "XX000"})
    void what_it_refuses_to_do_for_us_is_none_whatever_it_was_made_into(String state) {
        assertThat(Outages.isOne(new DataAccessResourceFailureException("x", new SQLException("x", state))))
                .isFalse();
        assertThat(Outages.isOne(new TransactionSystemException("x", new SQLException("x", state))))
                .isFalse();
    }

    @Test
    void a_pool_without_a_connection_is_one_whatever_it_heard_last() {
        SQLException none = new SQLTransientConnectionException("no connection within two seconds", "55000");
        assertThat(Outages.isOne(new DataAccessResourceFailureException("x", none)))
                .isTrue();
        assertThat(Outages.isOne(new CannotCreateTransactionException("x", none)))
                .isTrue();
    }

    @Test
    void without_a_word_of_the_database_its_own_kinds_of_failure_are_believed_and_nothing_else_is() {
        assertThat(Outages.isOne(new DataAccessResourceFailureException("x"))).isTrue();
        assertThat(Outages.isOne(new TransactionSystemException("x"))).isTrue();
        assertThat(Outages.isOne(new IllegalStateException("x", new SQLException("x"))))
                .isFalse();
    }
}
