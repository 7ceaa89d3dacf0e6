package com.digiflowhub.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Three pools, so that a slow page never keeps the door waiting; nobody waits longer than two seconds for a connection. */
final class DatabasePools {
    private static final int WAIT_MILLIS = 2_000;
    /** PostgreSQL's usual price of a page out of order is that of a turning disk; by it, small tables are read whole at each look. */
    private static final String SESSION_OPTIONS =
            "-c idle_in_transaction_session_timeout=5000 -c lock_timeout=2000 -c random_page_cost=1.1";

    /**
     * The engine asks the same few things all day, of as many desks as have something: a plan made for each number costs more than what it
     * finds. A plan that was made while little was there must not read all that came since.
     */
    private static final String ENGINE_OPTIONS = " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

    private DatabasePools() {}

    static HikariDataSource open(DatabaseAddress address, Pool pool) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(pool.name().toLowerCase(java.util.Locale.ROOT));
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password().reveal());
        config.setMaximumPoolSize(pool.size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(10_000);
        config.setConnectionInitSql("set role " + pool.role);
        config.addDataSourceProperty("options", SESSION_OPTIONS + pool.options);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", String.valueOf(pool.socketTimeoutSeconds));
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty(
                "logServerErrorDetail", "false"); // details quote rows, and rows hold words and secrets
        config.addDataSourceProperty("ApplicationName", "hub-" + config.getPoolName());
        return new HikariDataSource(config);
    }

    /** Which role a pool plays, how many connections it holds, how long one answer may take, what it asks of PostgreSQL besides. */
    enum Pool {
        APP("hub_app", 20, 30, ""),
        ENGINE("hub_engine", 4, 10, ENGINE_OPTIONS),
        DOOR("hub_engine", 4, 2, "");

        private final String role;
        private final int size;
        private final int socketTimeoutSeconds;
        private final String options;

        Pool(String role, int size, int socketTimeoutSeconds, String options) {
            this.role = role;
            this.size = size;
            this.socketTimeoutSeconds = socketTimeoutSeconds;
            this.options = options;
        }
    }
}
