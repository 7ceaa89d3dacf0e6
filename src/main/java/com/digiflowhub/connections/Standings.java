package com.digiflowhub.connections;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.vault.Secret;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** What is known about each connection's health: state, last findings, signs of life. */
@Component
class Standings {
    private static final int MAX_TOPIC_CHARACTERS = 100;
    private static final int MAX_DETAIL_CHARACTERS = 1_000;
    private static final int MAX_NEWS = 20;

    private final JdbcClient sql;
    private final ConnectionRows rows;
    private final SignsOfLife signs;
    private final HubClock clock;

    Standings(JdbcClient sql, ConnectionRows rows, SignsOfLife signs, HubClock clock) {
        this.sql = sql;
        this.rows = rows;
        this.signs = signs;
        this.clock = clock;
    }

    Standing of(ConnectionRows.Row row) {
        Optional<Record> settings = rows.open(row).map(Connection::settings);
        Map<String, String> secrets = new HashMap<>();
        settings.ifPresent(present -> Settings.texts(present, true).forEach((field, secret) -> {
            if (!secret.isEmpty()) {
                secrets.put(field, new Secret(secret).lastFour());
            }
        }));
        State state = state(row.id());
        return new Standing(
                row.id(),
                row.provider(),
                row.name(),
                row.path(),
                row.origin().equals("environment"),
                settings.map(present -> Settings.texts(present, false)).orElse(Map.of()),
                secrets,
                state.brokenBecause(),
                findings(row.id()),
                state.checkedAt(),
                signs.lastWebhook(row.id()),
                signs.lastSent(row.id()),
                news(row.id()));
    }

    void keep(ConnectionId id, List<Finding> findings) {
        sql.sql("delete from connections.finding where workspace_id = tenancy.here() and connection_id = :id")
                .param("id", id.value())
                .update();
        for (int position = 0; position < findings.size(); position++) {
            Finding finding = findings.get(position);
            sql.sql("""
                    insert into connections.finding
                           (workspace_id, connection_id, position, code, verdict, arguments, action)
                    values (tenancy.here(), :id, :position, :code, :verdict, :arguments, :action)
                    """)
                    .param("id", id.value())
                    .param("position", position)
                    .param("code", finding.code())
                    .param("verdict", finding.verdict().name())
                    .param(
                            "arguments",
                            new SqlArrayValue("text", finding.arguments().toArray()))
                    .param("action", finding.action().orElse(null), java.sql.Types.VARCHAR)
                    .update();
        }
        sql.sql("update connections.connection set checked_at = :now where workspace_id = tenancy.here() and id = :id")
                .param("id", id.value())
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** A connection that was removed or paused counts as broken: nothing leaves by it. */
    Optional<String> brokenBecause(ConnectionId id) {
        return sql.sql("""
                select state, state_reason, checked_at from connections.connection
                 where workspace_id = tenancy.here() and id = :id and removed_at is null
                """)
                .param("id", id.value())
                .query(State::read)
                .optional()
                .map(State::brokenBecause)
                .orElse(Optional.of("removed"));
    }

    void tell(ConnectionId id, String topic, String detail) {
        sql.sql("""
                insert into connections.news (workspace_id, connection_id, topic, detail, at)
                values (tenancy.here(), :id, :topic, :detail, :now)
                    on conflict (workspace_id, connection_id, topic)
                    do update set detail = excluded.detail, at = excluded.at
                """)
                .param("id", id.value())
                .param("topic", topic.substring(0, Math.min(topic.length(), MAX_TOPIC_CHARACTERS)))
                .param("detail", detail.substring(0, Math.min(detail.length(), MAX_DETAIL_CHARACTERS)))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    private List<Standing.News> news(ConnectionId id) {
        return sql.sql("""
                select topic, detail, at from connections.news
                 where workspace_id = tenancy.here() and connection_id = :id
                 order by at desc, topic
                 limit :limit
                """)
                .param("id", id.value())
                .param("limit", MAX_NEWS)
                .query((row, n) ->
                        new Standing.News(row.getString("topic"), row.getString("detail"), Times.read(row, "at")))
                .list();
    }

    private List<Finding> findings(ConnectionId id) {
        return sql.sql("""
                select code, verdict, arguments, action from connections.finding
                 where workspace_id = tenancy.here() and connection_id = :id
                 order by position
                """)
                .param("id", id.value())
                .query((row, n) -> new Finding(
                        row.getString("code"),
                        Finding.Verdict.valueOf(row.getString("verdict")),
                        texts(row.getArray("arguments")),
                        Optional.ofNullable(row.getString("action"))))
                .list();
    }

    private State state(ConnectionId id) {
        return sql.sql("""
                select state, state_reason, checked_at from connections.connection
                 where workspace_id = tenancy.here() and id = :id
                """).param("id", id.value()).query(State::read).single();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** Whether it works, and when somebody last looked. */
    private record State(Optional<String> brokenBecause, Optional<Instant> checkedAt) {
        static State read(ResultSet row, int number) throws SQLException {
            String reason = row.getString("state_reason");
            Optional<String> because = switch (row.getString("state")) {
                case "working" -> Optional.empty();
                case "paused" -> Optional.of(Standing.PAUSED);
                default -> Optional.of(reason == null ? "unknown" : reason);
            };
            return new State(because, Times.find(row, "checked_at"));
        }
    }
}
