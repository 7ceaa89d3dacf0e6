package com.digiflowhub.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionSystemException;

/** Which failures are told as a database that is away, to programs and on pages alike. */
class ProblemsTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "53300", "57P01", "57P03"})
    void a_database_that_is_away_is_told_as_such_whatever_it_was_made_into(String state) {
        SQLException word = new SQLException("x", state);
        assertThat(told(new DataAccessResourceFailureException("x", word))).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(told(new TransactionSystemException("x", word)))
                .as("lost while it was committed")
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(told(new IllegalStateException(
                        "a template failed", new DataAccessResourceFailureException("x", word))))
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"54000", "54001", "XX000"})
    void what_it_will_refuse_again_is_our_mistake(String state) {
        assertThat(told(new DataAccessResourceFailureException("x", new SQLException("x", state))))
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @Test
    void what_somebody_else_holds_passes_too() {
        assertThat(told(new CannotAcquireLockException("x", new SQLException("x", "55P03"))))
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(told(new QueryTimeoutException("x", new SQLException("x", "57014"))))
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(told(new IllegalStateException("x"))).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @Test
    void who_is_told_to_come_again_is_told_when_and_not_that_nothing_was_changed() {
        Problem away = Problems.of(new TransactionSystemException("x", new SQLException("x", "57P01")));
        assertThat(away.headers()).containsEntry("Retry-After", "5");
        assertThat(away.getMessage()).contains("look first whether it was done");
    }

    private static HttpStatus told(Exception failure) {
        return Problems.of(failure).status();
    }
}
