package com.digiflowhub.identity;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people who sign in. One user may belong to several workspaces. */
@Component
public class Users {
    private static final String COLUMNS = "u.id, u.email, u.name, u.token_version, u.disabled_at, u.password_hash";

    private final JdbcClient sql;
    private final HubClock clock;

    Users(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Transactional
    public User register(String email, String name, Optional<String> passwordHash) {
        UserId id = new UserId(clock.nextId());
        sql.sql("""
                insert into identity.hub_user (id, email, name, password_hash, created_at)
                values (:id, :email, :name, :hash, :now)
                """)
                .param("id", id.value())
                .param("email", plain(email))
                .param("name", name)
                .param("hash", passwordHash.orElse(null))
                .param("now", Times.utc(clock.now()))
                .update();
        return find(id).orElseThrow();
    }

    @Transactional(readOnly = true)
    public Optional<User> find(UserId id) {
        return sql.sql("select " + COLUMNS + " from identity.hub_user u where u.id = :id")
                .param("id", id.value())
                .query((row, n) -> read(row))
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<User> findByEmail(String email) {
        return sql.sql("select " + COLUMNS + " from identity.hub_user u where u.email = :email")
                .param("email", plain(email))
                .query((row, n) -> read(row))
                .optional();
    }

    /** The names of these users, for showing who did what. */
    @Transactional(readOnly = true)
    public Map<UserId, String> names(Collection<UserId> users) {
        Map<UserId, String> names = new HashMap<>();
        sql.sql("select u.id, u.name from identity.hub_user u where u.id = any (:ids::uuid[])")
                .param("ids", users.stream().map(UserId::value).toArray(UUID[]::new))
                .query(row -> {
                    names.put(new UserId(row.getObject("id", UUID.class)), row.getString("name"));
                });
        return names;
    }

    @Transactional(readOnly = true)
    public boolean none() {
        return sql.sql("select not exists (select from identity.hub_user)")
                .query(Boolean.class)
                .single();
    }

    private static String plain(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static User read(ResultSet row) throws SQLException {
        return new User(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("name"),
                row.getInt("token_version"),
                row.getObject("disabled_at") != null,
                Optional.ofNullable(row.getString("password_hash")));
    }
}
