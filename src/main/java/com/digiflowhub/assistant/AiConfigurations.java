package com.digiflowhub.assistant;

import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.tenancy.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The configuration of each workspace: the one in force, all that were, and the one that is being written. */
@Component
public class AiConfigurations {
    private static final int MOST_VERSIONS = 100;

    private final JdbcClient sql;
    private final JsonMapper json;
    private final HubClock clock;
    private final Live live;

    AiConfigurations(JdbcClient sql, JsonMapper json, HubClock clock, Live live) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
        this.live = live;
    }

    /** One that was, or is, in force. */
    public record Version(int n, AiConfiguration configuration, Instant publishedAt, Optional<UserId> publishedBy) {}

    /** The one in force; empty words while nobody wrote any. */
    @Transactional(readOnly = true)
    public AiConfiguration current() {
        return sql.sql("select settings from assistant.configuration where workspace_id = tenancy.here()")
                .query((row, n) -> read(row.getString("settings")))
                .optional()
                .orElse(AiConfiguration.NONE);
    }

    /** The one that is being written; the one in force while nobody writes. */
    @Transactional(readOnly = true)
    public AiConfiguration draft() {
        return sql.sql("select settings from assistant.configuration_draft where workspace_id = tenancy.here()")
                .query((row, n) -> read(row.getString("settings")))
                .optional()
                .orElseGet(this::current);
    }

    /** In force at once, by nobody in particular. */
    @Transactional
    public void save(AiConfiguration configuration) {
        publish(configuration, Optional.empty());
    }

    /** Changes nothing that the assistant says. */
    @Transactional
    public void write(AiConfiguration draft, UserId by) {
        sql.sql("""
                insert into assistant.configuration_draft (workspace_id, settings, updated_at, updated_by)
                values (tenancy.here(), :settings::jsonb, :now, :by)
                    on conflict (workspace_id) do update
                       set settings = excluded.settings, updated_at = excluded.updated_at, updated_by = excluded.updated_by
                """)
                .param("settings", json.writeValueAsString(draft))
                .param("now", Times.utc(clock.now()))
                .param("by", by.value())
                .update();
        changed();
    }

    /** In force from the next answer on, as a new version; what was being written is done with. */
    @Transactional
    public void publish(AiConfiguration configuration, Optional<UserId> by) {
        forget();
        if (configuration.equals(current()) && anyVersion()) {
            return;
        }
        sql.sql("""
                insert into assistant.configuration (workspace_id, settings, updated_at)
                values (tenancy.here(), :settings::jsonb, :now)
                    on conflict (workspace_id) do update set settings = excluded.settings, updated_at = excluded.updated_at
                """)
                .param("settings", json.writeValueAsString(configuration))
                .param("now", Times.utc(clock.now()))
                .update();
        sql.sql("""
                insert into assistant.configuration_version (workspace_id, n, settings, published_at, published_by)
                select tenancy.here(), coalesce(max(v.n), 0) + 1, :settings::jsonb, :now, :by
                  from assistant.configuration_version v where v.workspace_id = tenancy.here()
                """)
                .param("settings", json.writeValueAsString(configuration))
                .param("now", Times.utc(clock.now()))
                .param("by", by.map(UserId::value).orElse(null))
                .update();
    }

    /** What was being written is thrown away. */
    @Transactional
    public void forget() {
        sql.sql("delete from assistant.configuration_draft where workspace_id = tenancy.here()")
                .update();
        changed();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Version> versions() {
        return select("order by n desc limit :most")
                .param("most", MOST_VERSIONS)
                .query(this::published)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Version> version(int n) {
        return select("and n = :n").param("n", n).query(this::published).optional();
    }

    private boolean anyVersion() {
        return sql.sql(
                        "select exists (select from assistant.configuration_version where workspace_id = tenancy.here())")
                .query(Boolean.class)
                .single();
    }

    private JdbcClient.StatementSpec select(String condition) {
        return sql.sql("""
                select n, settings, published_at, published_by from assistant.configuration_version
                 where workspace_id = tenancy.here()
                """ + condition);
    }

    private Version published(ResultSet row, int at) throws SQLException {
        return new Version(
                row.getInt("n"),
                read(row.getString("settings")),
                Times.read(row, "published_at"),
                Optional.ofNullable(row.getObject("published_by", UUID.class)).map(UserId::new));
    }

    private AiConfiguration read(String settings) {
        return json.readValue(settings, AiConfiguration.class);
    }

    private void changed() {
        live.changed("ai-config", Tenancy.require());
    }
}
