package com.digiflowhub.assistant;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.tenancy.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The questions and answers of a workspace, and the search among them. */
@Component
public class QaEntries {
    /** How many the database hands over for a closer look. */
    private static final int CANDIDATES = 60;

    private static final String COLUMNS = """
            e.id, e.question, e.response, e.category, e.tags, e.is_custom, e.usage_count, e.success_count, e.created_at, e.updated_at
            """;

    private final JdbcClient sql;
    private final HubClock clock;
    private final Live live;

    QaEntries(JdbcClient sql, HubClock clock, Live live) {
        this.sql = sql;
        this.clock = clock;
        this.live = live;
    }

    @Transactional
    public List<QaEntryId> add(List<QaEntry.Draft> drafts) {
        List<QaEntryId> added = new ArrayList<>();
        for (QaEntry.Draft draft : drafts) {
            added.add(insert(draft));
        }
        changed();
        return added;
    }

    /** All former ones go, with their counts. */
    @Transactional
    public List<QaEntryId> replace(List<QaEntry.Draft> drafts) {
        sql.sql("delete from assistant.qa_entry where workspace_id = tenancy.here()")
                .update();
        return add(drafts);
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<QaEntry> newest(Optional<QaEntryId> after, int most) {
        return sql.sql("select " + COLUMNS + """
                  from assistant.qa_entry e
                 where e.workspace_id = tenancy.here()
                   and (:after::uuid is null or (e.created_at, e.id) < (
                        select p.created_at, p.id from assistant.qa_entry p where p.workspace_id = tenancy.here() and p.id = :after::uuid))
                 order by e.created_at desc, e.id desc limit :most
                """)
                .param("after", after.map(QaEntryId::value).orElse(null))
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    @Transactional(readOnly = true)
    public List<QaEntry> find(Collection<QaEntryId> ids) {
        return sql.sql("select " + COLUMNS + """
                  from assistant.qa_entry e
                 where e.workspace_id = tenancy.here() and e.id = any (:ids)
                 order by e.created_at, e.id
                """)
                .param("ids", array(ids))
                .query((row, n) -> read(row))
                .list();
    }

    @Transactional(readOnly = true)
    public long count() {
        return sql.sql("select count(*) from assistant.qa_entry where workspace_id = tenancy.here()")
                .query(Long.class)
                .single();
    }

    /** Those that fit the question best, best first; forgives accents, endings, slips and the other of the two languages. */
    @Transactional(readOnly = true)
    public List<QaEntry.Found> best(String question, int most) {
        List<String> asked = Lexicon.searchWords(question);
        if (asked.isEmpty()) {
            return List.of();
        }
        List<QaEntryId> candidates = sql.sql("select s.id from assistant.search(:asked, :most) s order by s.rank desc")
                .param("asked", new SqlArrayValue("text", asked.toArray()))
                .param("most", CANDIDATES)
                .query((row, n) -> new QaEntryId(row.getObject("id", UUID.class)))
                .list();
        return candidates.isEmpty()
                ? List.of()
                : Likeness.rank(question, find(candidates), count()).stream()
                        .limit(most)
                        .toList();
    }

    /** A reply used them. */
    @Transactional
    public void used(Collection<QaEntryId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        sql.sql("""
                update assistant.qa_entry set usage_count = usage_count + 1
                 where workspace_id = tenancy.here() and id = any (:ids)
                """).param("ids", array(ids)).update();
        changed();
    }

    private QaEntryId insert(QaEntry.Draft draft) {
        QaEntryId id = new QaEntryId(clock.nextId());
        sql.sql("""
                insert into assistant.qa_entry (workspace_id, id, question, response, category, tags, is_custom, created_at, updated_at)
                values (tenancy.here(), :id, :question, :response, :category, :tags, :custom, :now, :now)
                """)
                .param("id", id.value())
                .param("question", draft.question().strip())
                .param("response", draft.response().strip())
                .param("category", draft.category().strip())
                .param("tags", new SqlArrayValue("text", draft.tags().toArray()))
                .param("custom", draft.isCustom())
                .param("now", Times.utc(clock.now()))
                .update();
        return id;
    }

    private void changed() {
        live.changed("knowledge", Tenancy.require());
    }

    private static SqlArrayValue array(Collection<QaEntryId> ids) {
        return new SqlArrayValue("uuid", ids.stream().map(QaEntryId::value).toArray());
    }

    private static QaEntry read(ResultSet row) throws SQLException {
        return new QaEntry(
                new QaEntryId(row.getObject("id", UUID.class)),
                row.getString("question"),
                row.getString("response"),
                row.getString("category"),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getBoolean("is_custom"),
                row.getLong("usage_count"),
                row.getLong("success_count"),
                Times.read(row, "created_at"),
                Times.read(row, "updated_at"));
    }
}
