package com.digiflowhub.assistant.embeddings;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The embeddings of the workspace's entries, each of the entry as it stood at one moment. */
@Component
class EmbeddingRows {
    private static final String FRESH = " m.model = :model and m.entry_updated_at = e.updated_at ";

    private final JdbcClient sql;
    private final HubClock clock;

    EmbeddingRows(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** How many entries have one of this model, and how many do not. */
    record State(long fresh, long missing) {}

    /** An entry as it is to be understood. */
    record Text(UUID entry, Instant updatedAt, String words) {}

    /** How near an entry is to a question, from -1 to 1. */
    record Near(UUID entry, double nearness) {}

    @Transactional(readOnly = true)
    public State state(String model) {
        return sql.sql("""
                select count(*) filter (where %1$s) as fresh, count(*) filter (where (%1$s) is not true) as missing
                  from assistant.qa_entry e left join assistant.qa_embedding m on m.workspace_id = e.workspace_id and m.entry_id = e.id
                 where e.workspace_id = tenancy.here()
                """.formatted(FRESH))
                .param("model", model)
                .query((row, n) -> new State(row.getLong("fresh"), row.getLong("missing")))
                .single();
    }

    /** Entries without one, oldest first. */
    @Transactional(readOnly = true)
    public List<Text> missing(String model, int most) {
        return sql.sql("""
                select e.id, e.updated_at, e.question || E'\\n' || array_to_string(e.tags, ', ') || E'\\n' || e.response as words
                  from assistant.qa_entry e left join assistant.qa_embedding m on m.workspace_id = e.workspace_id and m.entry_id = e.id
                 where e.workspace_id = tenancy.here() and (%s) is not true
                 order by e.id limit :most
                """.formatted(FRESH))
                .param("model", model)
                .param("most", most)
                .query((row, n) -> new Text(
                        row.getObject("id", UUID.class), Times.read(row, "updated_at"), row.getString("words")))
                .list();
    }

    /** An entry that is gone or was changed meanwhile is left as it is. */
    void keep(Text text, String model, Direction direction) {
        sql.sql("""
                insert into assistant.qa_embedding (workspace_id, entry_id, model, entry_updated_at, direction)
                select e.workspace_id, e.id, :model, e.updated_at, :direction from assistant.qa_entry e
                 where e.workspace_id = tenancy.here() and e.id = :entry and e.updated_at = :updated
                    on conflict (workspace_id, entry_id) do update
                   set model = excluded.model, entry_updated_at = excluded.entry_updated_at, direction = excluded.direction
                """)
                .param("entry", text.entry())
                .param("updated", Times.utc(text.updatedAt()))
                .param("model", model)
                .param("direction", direction.parts())
                .update();
    }

    /** Nearest first, expired ones left out. */
    @Transactional(readOnly = true)
    public List<Near> nearest(String model, Direction asked, int most) {
        return sql
                .sql("""
                select e.id, m.direction
                  from assistant.qa_embedding m join assistant.qa_entry e on e.workspace_id = m.workspace_id and e.id = m.entry_id
                 where m.workspace_id = tenancy.here() and %s and (e.valid_until is null or e.valid_until > :now)
                """.formatted(FRESH))
                .param("model", model)
                .param("now", Times.utc(clock.now()))
                .query((row, n) -> new Near(
                        row.getObject("id", UUID.class), new Direction(row.getBytes("direction")).nearness(asked)))
                .list()
                .stream()
                .sorted(Comparator.comparingDouble(Near::nearness).reversed())
                .limit(most)
                .toList();
    }
}
