package com.digiflowhub.bench;

import com.digiflowhub.conversations.log.ConversationLists;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.testing.RunningHub;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code bin/bench search}: 300,000 messages in fifty workspaces, and the plan of the search function's body as {@code hub_search} runs it,
 * with its buffers. Fails when the index of words is not used.
 */
class MessageSearchFigures {
    private static final int MESSAGES = 300_000;
    private static final int WORKSPACES = 50;

    @Test
    void the_index_of_words_answers_whatever_is_looked_for() throws SQLException {
        try (RunningHub hub = RunningHub.start()) {
            ConnectedWorkspace agency = hub.newWorkspace();
            fill(hub, agency);
            StringBuilder report = new StringBuilder(
                    "%,d messages in %d workspaces of one database%n".formatted(MESSAGES, WORKSPACES));
            report.append(plan(hub, agency, "a rare word", "perseverance4711"));
            report.append(plan(hub, agency, "two words", "formation prix37"));
            report.append(plan(hub, agency, "a word in every second message", "bonjour"));
            report.append(timed(hub, agency, "perseverance4711"));
            report.append(timed(hub, agency, "bonjour"));
            Figures.write("message-search", report.toString());
        }
    }

    private static void fill(RunningHub hub, ConnectedWorkspace agency) {
        hub.change("""
                create temporary table ws as select n, case when n = 0 then '%s'::uuid else gen_random_uuid() end as id
                  from generate_series(0, %d) n""".formatted(agency.id(), WORKSPACES - 1));
        hub.change("""
                insert into contacts.contact (workspace_id, id, person_id, name, origin, created_at, updated_at)
                select w.id, md5(w.n || 'c' || c)::uuid, md5(w.n || 'c' || c)::uuid, 'Lead ' || c, 'bench', now(), now()
                  from ws w cross join generate_series(1, 100) c""");
        hub.change("""
                insert into conversations.conversation (workspace_id, id, contact_id, connection_id, channel, number, last_at, created_at, updated_at)
                select w.id, md5(w.n || 'v' || c)::uuid, md5(w.n || 'c' || c)::uuid, md5('x')::uuid, 'whatsapp', '+33639980001', now(), now(), now()
                  from ws w cross join generate_series(1, 100) c""");
        hub.change("""
                insert into conversations.message (workspace_id, id, conversation_id, connection_id, sender, text, state, at, created_at, state_at)
                select w.id, md5(w.n || 'm' || m)::uuid, md5(w.n || 'v' || (m %% 100 + 1))::uuid, md5('x')::uuid, 'contact',
                       case m %% 2 when 0 then 'Bonjour, ' else 'Hello, ' end || 'quel est le prix' || (m %% 97) || ' de la formation '
                           || md5(m::text) || case m when 17 then ' perseverance4711' else '' end,
                       'received', now() - make_interval(secs => m), now(), now()
                  from ws w cross join generate_series(1, %d) m""".formatted(MESSAGES / WORKSPACES));
        hub.change("vacuum (analyze) conversations.message");
        hub.change("vacuum (analyze) conversations.conversation");
    }

    private static String plan(RunningHub hub, ConnectedWorkspace agency, String what, String words)
            throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = hub.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set role hub_search");
            connection.setAutoCommit(false);
            statement.execute("set local search_path = pg_catalog, extensions");
            statement.execute("select set_config('hub.workspace', '" + agency.id() + "', true)");
            try (ResultSet rows =
                    statement.executeQuery("explain (analyze, buffers, costs off, summary off) " + body(hub, words))) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            connection.rollback();
        }
        String plan = String.join("\n", lines);
        if (!plan.contains("message_words")) {
            throw new AssertionError("the index of words is not used for " + what + ":\n" + plan);
        }
        return "%n%s (%s)%n%s%n".formatted(what, words, plan);
    }

    /** The function's own body, with its parameters filled in. */
    private static String body(RunningHub hub, String words) {
        String source = hub.look("""
                select pg_get_function_sqlbody(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where n.nspname = 'conversations' and p.proname = 'search'""").getFirst();
        int from = source.indexOf("SELECT");
        int to = source.lastIndexOf(';');
        return source.substring(from, to)
                .replaceAll("\\bsearch\\.query\\b", "'" + words + "'")
                .replaceAll("\\bsearch\\.most\\b", "20")
                .replaceAll("\\bquery\\b", "'" + words + "'")
                .replaceAll("\\bmost\\b", "20");
    }

    private static String timed(RunningHub hub, ConnectedWorkspace agency, String words) {
        ConversationLists lists = hub.part(ConversationLists.class);
        int found = 0;
        Instant begun = Instant.EPOCH;
        for (int n = 0; n < 30; n++) {
            begun = n == 10 ? Instant.now() : begun;
            found = agency.in(() -> lists.search(words, 20)).size();
        }
        Duration each = Duration.between(begun, Instant.now()).dividedBy(20);
        return "%nsearch for '%s' as the inbox calls it: %d conversations, %.1f ms%n"
                .formatted(words, found, each.toNanos() / 1e6);
    }
}
