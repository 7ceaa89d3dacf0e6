package com.digiflowhub.platform.work;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The engine's lines to PostgreSQL, one of which breaks at a chosen step (a statement, a commit): its backend is really ended, before the
 * step reaches it or after it was done but before the answer came.
 */
final class FragileLine implements BeanPostProcessor {
    /** When the line breaks. */
    enum At {
        BEFORE,
        AFTER
    }

    private final Supplier<JdbcClient> owner;
    private String threads = "";
    private At at = At.BEFORE;
    private int stepsLeft;

    FragileLine(Supplier<JdbcClient> owner) {
        this.owner = owner;
    }

    /** Breaks once, at the step of that number taken by threads of that name. */
    synchronized void breakAt(int step, At when, String threadsNamed) {
        stepsLeft = step;
        at = when;
        threads = threadsNamed;
    }

    synchronized boolean broke() {
        return stepsLeft == 0;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Lines(source) : bean;
    }

    private synchronized boolean breaksNow() {
        return stepsLeft > 0 && Thread.currentThread().getName().startsWith(threads) && --stepsLeft == 0;
    }

    private Object step(Connection connection, Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (!breaksNow()) {
            return invoke(target, method, arguments);
        }
        if (at == At.AFTER) {
            invoke(target, method, arguments);
        }
        owner.get()
                .sql("select pg_terminate_backend("
                        + connection.unwrap(PGConnection.class).getBackendPID() + ", 2000)")
                .query(Boolean.class)
                .single();
        if (at == At.AFTER) {
            throw new SQLException("the answer did not arrive", "08006");
        }
        return invoke(target, method, arguments);
    }

    private static Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private Connection watched(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        return step(connection, connection, method, arguments);
                    }
                    Object result = invoke(connection, method, arguments);
                    return result instanceof PreparedStatement statement ? watched(connection, statement) : result;
                });
    }

    private Statement watched(Connection connection, PreparedStatement statement) {
        return (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> method.getName().startsWith("execute")
                        ? step(connection, statement, method, arguments)
                        : invoke(statement, method, arguments));
    }

    private final class Lines extends DelegatingDataSource implements AutoCloseable {
        Lines(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return watched(super.getConnection());
        }

        @Override
        public void close() throws Exception {
            ((AutoCloseable) java.util.Objects.requireNonNull(getTargetDataSource())).close();
        }
    }
}
