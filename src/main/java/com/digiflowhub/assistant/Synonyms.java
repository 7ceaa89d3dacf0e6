package com.digiflowhub.assistant;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Words that mean the same in the trade of the workspace in force, besides those that every business shares. */
@Component
public class Synonyms {
    private final JdbcClient sql;
    private final JsonMapper json;
    private final HubClock clock;
    private final Live live;

    Synonyms(JdbcClient sql, JsonMapper json, HubClock clock, Live live) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
        this.live = live;
    }

    /** Each group is a list of words or short phrases of one meaning. */
    public record Groups(List<List<String>> groups) {
        public static final int MAX_GROUPS = 200;
        public static final int MAX_WORDS = 30;
        public static final int MAX_CHARACTERS = 60;
        static final Groups NONE = new Groups(List.of());

        public Groups {
            groups = groups.stream().map(List::copyOf).toList();
        }

        /** One group a line, its words set apart by commas; a line of a single word says nothing and is left out. */
        public static Groups of(String lines) {
            List<List<String>> groups = new ArrayList<>();
            lines.lines()
                    .map(line -> List.of(line.split("[,;=]")).stream()
                            .map(String::strip)
                            .filter(word -> !word.isEmpty() && word.length() <= MAX_CHARACTERS)
                            .distinct()
                            .limit(MAX_WORDS)
                            .toList())
                    .filter(group -> group.size() > 1)
                    .limit(MAX_GROUPS)
                    .forEach(groups::add);
            return new Groups(groups);
        }

        public String lines() {
            return String.join(
                    "\n", groups.stream().map(group -> String.join(", ", group)).toList());
        }

        /** The text with the first word of each group in place of the others; as it was when there are no groups. */
        String canonical(String text) {
            if (groups.isEmpty()) {
                return text;
            }
            String plain = " " + Lexicon.plain(text) + " ";
            for (List<String> group : groups) {
                String first = Lexicon.plain(group.getFirst());
                for (String word : group.subList(1, group.size())) {
                    plain = plain.replaceAll(
                            "(?<= )" + Pattern.quote(Lexicon.plain(word)) + "(?= )", Matcher.quoteReplacement(first));
                }
            }
            return plain.strip();
        }

        /** What to look for in the database: the words of the text, and all of each group of which it holds one. */
        List<String> searchWords(String text) {
            Set<String> all = new LinkedHashSet<>(Lexicon.searchWords(text));
            String plain = " " + Lexicon.plain(text) + " ";
            groups.stream()
                    .map(group -> group.stream().map(Lexicon::plain).toList())
                    .filter(group -> group.stream().anyMatch(word -> plain.contains(" " + word + " ")))
                    .forEach(group -> group.forEach(word -> all.addAll(List.of(word.split(" ")))));
            return List.copyOf(all);
        }
    }

    @Transactional(readOnly = true)
    public Groups current() {
        return sql.sql("select groups from assistant.synonyms where workspace_id = tenancy.here()")
                .query((row, n) -> json.readValue(row.getString("groups"), Groups.class))
                .optional()
                .orElse(Groups.NONE);
    }

    @Transactional
    public void save(Groups groups) {
        sql.sql("""
                insert into assistant.synonyms (workspace_id, groups, updated_at) values (tenancy.here(), :groups::jsonb, :now)
                    on conflict (workspace_id) do update set groups = excluded.groups, updated_at = excluded.updated_at
                """)
                .param("groups", json.writeValueAsString(groups))
                .param("now", Times.utc(clock.now()))
                .update();
        live.changed("knowledge", Tenancy.require());
    }
}
