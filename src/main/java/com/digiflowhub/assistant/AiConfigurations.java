package com.digiflowhub.assistant;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.tenancy.Tenancy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The one configuration of each workspace. */
@Component
public class AiConfigurations {
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

    /** Empty words while nobody wrote any. */
    @Transactional(readOnly = true)
    public AiConfiguration current() {
        return sql.sql("select settings from assistant.configuration where workspace_id = tenancy.here()")
                .query((row, n) -> json.readValue(row.getString("settings"), AiConfiguration.class))
                .optional()
                .orElse(AiConfiguration.NONE);
    }

    @Transactional
    public void save(AiConfiguration configuration) {
        sql.sql("""
                insert into assistant.configuration (workspace_id, settings, updated_at)
                values (tenancy.here(), :settings::jsonb, :now)
                    on conflict (workspace_id) do update set settings = excluded.settings, updated_at = excluded.updated_at
                """)
                .param("settings", json.writeValueAsString(configuration))
                .param("now", Times.utc(clock.now()))
                .update();
        live.changed("ai-config", Tenancy.require());
    }
}
