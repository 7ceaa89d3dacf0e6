package com.digiflowhub.assistant.training;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** A file of entries is first looked at, row by row, and kept; taking it over is a second step, and is done whole or not at all. */
@Component
public class QaImports {
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient sql;
    private final JsonMapper json;
    private final HubClock clock;
    private final QaEntries entries;

    QaImports(JdbcClient sql, JsonMapper json, HubClock clock, QaEntries entries) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
        this.entries = entries;
    }

    /** How looking at a file ended. */
    public sealed interface Looked {
        /** {@code first} are the first few of those that are {@code ready}; rows that are not taken stand in {@code problems}. */
        record Preview(
                UUID id, int ready, List<QaEntry.Draft> first, List<RowProblem> problems, boolean encodingGuessed)
                implements Looked {
            public Preview {
                first = List.copyOf(first);
                problems = List.copyOf(problems);
            }
        }

        /** Nothing of the file can be used; {@code code} ends the words' key, {@code about} goes with it. */
        record Refused(String code, String about) implements Looked {}
    }

    /** Why the row that begins on this line of the file is not taken; {@code code} ends the words' key. */
    public record RowProblem(int line, String code, String about) {}

    /** Dates of the file end with the day, in this zone. */
    @Transactional
    public Looked look(byte[] file, ZoneId zone) {
        Sheet.Text text = Sheet.decode(file);
        return look(text.words(), text.guessed(), zone);
    }

    @Transactional
    public Looked look(String text, boolean guessed, ZoneId zone) {
        return switch (Rows.of(Sheet.read(text), known(), zone)) {
            case Rows.Read.Refused refused -> new Looked.Refused(refused.code(), refused.about());
            case Rows.Read.Rowwise rowwise -> keep(rowwise, guessed);
        };
    }

    @Transactional(readOnly = true)
    public Optional<Looked.Preview> find(UUID id) {
        return sql.sql("select report from assistant.qa_import where workspace_id = tenancy.here() and id = :id")
                .param("id", id)
                .query((row, n) -> json.readValue(row.getString("report"), Looked.Preview.class))
                .optional();
    }

    /** How many were added; entries that somebody wrote meanwhile are not doubled. Empty when there is no such file, or it was taken over already. */
    @Transactional
    public Optional<Integer> apply(UUID id) {
        Set<String> known = known();
        return sql.sql(
                        "delete from assistant.qa_import where workspace_id = tenancy.here() and id = :id returning entries")
                .param("id", id)
                .query((row, n) -> List.of(json.readValue(row.getString("entries"), QaEntry.Draft[].class)))
                .optional()
                .map(all -> entries.add(all.stream()
                                .filter(draft -> !known.contains(Rows.key(draft.question())))
                                .toList())
                        .size());
    }

    private Looked keep(Rows.Read.Rowwise rows, boolean guessed) {
        sql.sql("delete from assistant.qa_import where workspace_id = tenancy.here() and made_at < :before")
                .param("before", Times.utc(clock.now().minus(KEPT)))
                .update();
        Looked.Preview preview = new Looked.Preview(
                clock.nextId(),
                rows.drafts().size(),
                rows.drafts().stream().limit(Rows.SHOWN).toList(),
                rows.problems(),
                guessed);
        sql.sql("""
                insert into assistant.qa_import (workspace_id, id, entries, report, made_at)
                values (tenancy.here(), :id, :entries::jsonb, :report::jsonb, :now)
                """)
                .param("id", preview.id())
                .param("entries", json.writeValueAsString(rows.drafts()))
                .param("report", json.writeValueAsString(preview))
                .param("now", Times.utc(clock.now()))
                .update();
        return preview;
    }

    private Set<String> known() {
        return Set.copyOf(sql
                .sql("select question from assistant.qa_entry where workspace_id = tenancy.here()")
                .query((row, n) -> row.getString("question"))
                .list()
                .stream()
                .map(Rows::key)
                .toList());
    }
}
