package com.digiflowhub.assistant;

import com.digiflowhub.assistant.embeddings.Embeddings;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.tenancy.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The questions and answers of a workspace, and the search among them. */
@Component
public class QaEntries {
    /** How many the database hands over for a closer look. */
    private static final int CANDIDATES = 60;

    private static final String WITH_COUNTS = """
            select e.id, e.question, e.response, e.category, e.tags, e.is_custom, e.owner_id, e.valid_until,
                   coalesce(c.usage_count, 0) as usage_count, coalesce(c.success_count, 0) as success_count, e.created_at, e.updated_at
              from assistant.qa_entry e left join assistant.qa_count c on c.workspace_id = e.workspace_id and c.entry_id = e.id
            """;

    private static final Duration KEPT_FOR_UNDO = Duration.ofDays(30);

    private final JdbcClient sql;
    private final HubClock clock;
    private final Live live;
    private final Synonyms synonyms;
    private final Embeddings embeddings;

    QaEntries(JdbcClient sql, HubClock clock, Live live, Synonyms synonyms, Embeddings embeddings) {
        this.sql = sql;
        this.clock = clock;
        this.live = live;
        this.synonyms = synonyms;
        this.embeddings = embeddings;
    }

    /** Which of them somebody looks at; {@code expired} alone when it is set. */
    public record Wanted(Optional<String> category, boolean expired) {
        public static final Wanted ALL = new Wanted(Optional.empty(), false);
    }

    @Transactional
    public List<QaEntryId> add(List<QaEntry.Draft> drafts) {
        List<QaEntryId> added = new ArrayList<>();
        for (QaEntry.Draft draft : drafts) {
            added.add(insert(draft));
        }
        taught();
        return added;
    }

    /** All former ones go, with their counts. */
    @Transactional
    public List<QaEntryId> replace(List<QaEntry.Draft> drafts) {
        sql.sql("delete from assistant.qa_entry where workspace_id = tenancy.here()")
                .update();
        return add(drafts);
    }

    /** Everything of it but its counts and its age; false when there is none. */
    @Transactional
    public boolean change(QaEntryId id, QaEntry.Draft draft) {
        int changed = values(sql.sql("""
                update assistant.qa_entry set question = :question, response = :response, category = :category, tags = :tags,
                       is_custom = :custom, owner_id = :owner, valid_until = :until, updated_at = :now
                 where workspace_id = tenancy.here() and id = :id
                """), id, draft).update();
        taught();
        return changed == 1;
    }

    /** Can be taken back with {@link #restore} for a month. */
    @Transactional
    public boolean remove(QaEntryId id) {
        sql.sql("delete from assistant.removed_entry where workspace_id = tenancy.here() and removed_at < :before")
                .param("before", Times.utc(clock.now().minus(KEPT_FOR_UNDO)))
                .update();
        int removed = sql.sql("""
                with counts as (
                    select usage_count, success_count from assistant.qa_count where workspace_id = tenancy.here() and entry_id = :id),
                gone as (delete from assistant.qa_entry e where e.workspace_id = tenancy.here() and e.id = :id returning e.*)
                insert into assistant.removed_entry (workspace_id, id, entry, removed_at)
                select gone.workspace_id, gone.id,
                       (to_jsonb(gone) - 'heading' - 'words') || coalesce((select to_jsonb(counts) from counts), '{}'), :now
                  from gone
                    on conflict (workspace_id, id) do update set entry = excluded.entry, removed_at = excluded.removed_at
                """)
                .param("id", id.value())
                .param("now", Times.utc(clock.now()))
                .update();
        changed();
        return removed == 1;
    }

    /** As it was, with its counts. */
    @Transactional
    public boolean restore(QaEntryId id) {
        int restored = sql.sql("""
                with back as (delete from assistant.removed_entry r where r.workspace_id = tenancy.here() and r.id = :id returning r.entry),
                entry as (
                    insert into assistant.qa_entry (workspace_id, id, question, response, category, tags, is_custom, owner_id, valid_until,
                                                    created_at, updated_at)
                    select e.workspace_id, e.id, e.question, e.response, e.category, e.tags, e.is_custom, e.owner_id, e.valid_until,
                           e.created_at, e.updated_at
                      from back, jsonb_populate_record(null::assistant.qa_entry, back.entry) e
                    returning workspace_id, id)
                insert into assistant.qa_count (workspace_id, entry_id, usage_count, success_count)
                select entry.workspace_id, entry.id, coalesce(c.usage_count, 0), coalesce(c.success_count, 0)
                  from entry, back, jsonb_to_record(back.entry) as c (usage_count bigint, success_count bigint)
                """).param("id", id.value()).update();
        taught();
        return restored == 1;
    }

    @Transactional(readOnly = true)
    public List<QaEntry> newest(Optional<QaEntryId> after, int most) {
        return newest(Wanted.ALL, after, most);
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<QaEntry> newest(Wanted wanted, Optional<QaEntryId> after, int most) {
        return sql.sql(WITH_COUNTS + """
                 where e.workspace_id = tenancy.here()
                   and (:category::text is null or e.category = :category::text)
                   and (not :expired or e.valid_until <= :now)
                   and (:after::uuid is null or (e.created_at, e.id) < (
                        select p.created_at, p.id from assistant.qa_entry p where p.workspace_id = tenancy.here() and p.id = :after::uuid))
                 order by e.created_at desc, e.id desc limit :most
                """)
                .param("category", wanted.category().orElse(null))
                .param("expired", wanted.expired())
                .param("now", Times.utc(clock.now()))
                .param("after", after.map(QaEntryId::value).orElse(null))
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those that are used, by name. */
    @Transactional(readOnly = true)
    public List<String> categories() {
        return sql.sql("""
                select distinct category from assistant.qa_entry where workspace_id = tenancy.here() and category <> '' order by 1 limit 100
                """).query((row, n) -> row.getString("category")).list();
    }

    @Transactional(readOnly = true)
    public Optional<QaEntry> find(QaEntryId id) {
        return find(List.of(id)).stream().findFirst();
    }

    @Transactional(readOnly = true)
    public List<QaEntry> find(Collection<QaEntryId> ids) {
        return sql.sql(WITH_COUNTS + """
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

    /** Those that fit the question best, best first; forgives accents, endings, slips and the other of the two languages. Expired ones are left out. */
    @Transactional(readOnly = true)
    public List<QaEntry.Found> best(String question, int most) {
        return best(question, most, Optional.of(clock.now()));
    }

    /** The same for whoever looks after them: expired ones are found too, and those whose question holds what was typed so far. */
    @Transactional(readOnly = true)
    public List<QaEntry> search(String words, int most) {
        List<QaEntry> ranked = best(words, most, Optional.empty()).stream()
                .map(QaEntry.Found::entry)
                .toList();
        List<QaEntry> others = holding(words, most).stream()
                .filter(entry -> ranked.stream().noneMatch(one -> one.id().equals(entry.id())))
                .toList();
        return Stream.concat(ranked.stream().limit(Math.max(most / 2, most - others.size())), others.stream())
                .limit(most)
                .toList();
    }

    /** Newest first. */
    private List<QaEntry> holding(String typed, int most) {
        if (typed.isBlank()) {
            return List.of();
        }
        return sql.sql(WITH_COUNTS + """
                 where e.workspace_id = tenancy.here() and position(assistant.plain(:typed) in e.heading) > 0
                 order by e.created_at desc, e.id desc limit :most
                """)
                .param("typed", typed.strip())
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    private List<QaEntry.Found> best(String question, int most, Optional<Instant> at) {
        Synonyms.Groups groups = synonyms.current();
        List<String> asked = groups.searchWords(question);
        if (asked.isEmpty()) {
            return List.of();
        }
        List<QaEntryId> candidates = sql.sql(
                        "select s.id from assistant.search(:asked, :most, :at::timestamptz) s order by s.rank desc")
                .param("asked", new SqlArrayValue("text", asked.toArray()))
                .param("most", CANDIDATES)
                .param("at", at.map(Times::utc).orElse(null))
                .query((row, n) -> new QaEntryId(row.getObject("id", UUID.class)))
                .list();
        return candidates.isEmpty()
                ? List.of()
                : Likeness.rank(question, find(candidates), count(), groups::canonical).stream()
                        .limit(most)
                        .toList();
    }

    /** A reply used them. */
    @Transactional
    public void used(Collection<QaEntryId> ids) {
        count("usage_count", ids);
    }

    /** The lead went on after a reply that used them, or thanked for it, and no person was needed. */
    @Transactional
    public void helped(Collection<QaEntryId> ids) {
        count("success_count", ids);
    }

    private void count(String what, Collection<QaEntryId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        sql.sql("""
                insert into assistant.qa_count as c (workspace_id, entry_id, %1$s)
                select workspace_id, id, 1 from assistant.qa_entry where workspace_id = tenancy.here() and id = any (:ids) order by id
                    on conflict (workspace_id, entry_id) do update set %1$s = c.%1$s + 1
                """.formatted(what)).param("ids", array(ids)).update();
        changed();
    }

    private QaEntryId insert(QaEntry.Draft draft) {
        QaEntryId id = new QaEntryId(clock.nextId());
        values(sql.sql("""
                insert into assistant.qa_entry (workspace_id, id, question, response, category, tags, is_custom, owner_id, valid_until,
                                                created_at, updated_at)
                values (tenancy.here(), :id, :question, :response, :category, :tags, :custom, :owner, :until, :now, :now)
                """), id, draft).update();
        return id;
    }

    private JdbcClient.StatementSpec values(JdbcClient.StatementSpec statement, QaEntryId id, QaEntry.Draft draft) {
        return statement
                .param("id", id.value())
                .param("question", draft.question().strip())
                .param("response", draft.response().strip())
                .param("category", draft.category().strip())
                .param("tags", new SqlArrayValue("text", draft.tags().toArray()))
                .param("custom", draft.isCustom())
                .param("owner", draft.owner().map(UserId::value).orElse(null))
                .param("until", draft.validUntil().map(Times::utc).orElse(null))
                .param("now", Times.utc(clock.now()));
    }

    private void taught() {
        embeddings.refresh();
        changed();
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
                Optional.ofNullable(row.getObject("owner_id", UUID.class)).map(UserId::new),
                Times.find(row, "valid_until"),
                row.getLong("usage_count"),
                row.getLong("success_count"),
                Times.read(row, "created_at"),
                Times.read(row, "updated_at"));
    }
}
