package com.digiflowhub.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What three witnesses say who do not know each other: the load what it was promised, the database what is kept, the sandbox what it was sent. */
final class Verdict {
    private final Load load;
    private final Map<String, Integer> recorded;
    private final Map<String, Long> confirmations;
    private final Map<String, Integer> accepted;
    private final Map<String, Long> states;
    private final long dead;
    private final long setAside;

    Verdict(Load load, Connection database, Path journal) throws SQLException {
        this.load = load;
        this.recorded = counted(database, """
                select provider_id, count(*) from conversations.message where sender = 'contact' group by 1
                """);
        this.confirmations = new TreeMap<>();
        counted(database, """
                select a.value, count(*) from conversations.message m
                  join conversations.conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
                  join contacts.address a on a.workspace_id = c.workspace_id and a.contact_id = c.contact_id and a.kind = 'phone'
                 where m.content ->> 'type' = 'stop-confirmation' group by 1
                """).forEach((number, times) -> confirmations.put(number, times.longValue()));
        this.states = new TreeMap<>();
        counted(database, "select state, count(*) from conversations.message where sender <> 'contact' group by 1")
                .forEach((state, times) -> states.put(state, times.longValue()));
        this.dead = one(database, "select count(*) from work.dead");
        this.setAside = one(database, "select count(*) from connections.unreadable");
        this.accepted = accepted(journal);
    }

    long missing() {
        return load.acknowledged().stream()
                .filter(id -> !recorded.containsKey(id))
                .count();
    }

    long doubled() {
        return recorded.values().stream().filter(times -> times > 1).count();
    }

    long sentTwice() {
        return accepted.values().stream().filter(times -> times > 1).count();
    }

    long stopsNotConfirmedOnce() {
        return load.stopped().stream()
                .filter(number -> confirmations.getOrDefault(number, 0L) != 1)
                .count();
    }

    long needingRepair() {
        long unsettled = states.entrySet().stream()
                .filter(entry -> Set.of("queued", "sending", "held").contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return unsettled + dead + setAside;
    }

    String table(int kills, String rounds) {
        return """

                %s
                  kill -9                          %6d
                  webhooks acknowledged (200)      %6d
                  refused or unanswered, asked again%5d
                  acknowledged, not recorded       %6d
                  recorded twice                   %6d
                  STOPs acknowledged               %6d
                  … not confirmed exactly once     %6d
                  messages the provider accepted   %6d
                  … the same one more than once    %6d
                  our messages by state            %s
                  dead letters, set aside, unsettled%5d
                """.formatted(
                        rounds,
                        kills,
                        load.acknowledged().size(),
                        load.refused(),
                        missing(),
                        doubled(),
                        load.stopped().size(),
                        stopsNotConfirmedOnce(),
                        accepted.size(),
                        sentTwice(),
                        states,
                        needingRepair());
    }

    /** The sandbox's own diary, one line a call, by the id that travels in {@code biz_opaque_callback_data}. */
    private static Map<String, Integer> accepted(Path journal) {
        Map<String, Integer> accepted = new HashMap<>();
        JsonMapper json = JsonMapper.shared();
        try {
            for (String line : Files.readAllLines(journal)) {
                var entry = json.readTree(line);
                if (entry.path("outcome").asString("").equals("accepted")
                        && entry.path("provider").asString("").equals("whatsapp")) {
                    accepted.merge(entry.path("correlation").asString(""), 1, Integer::sum);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return accepted;
    }

    private static Map<String, Integer> counted(Connection database, String sql) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return counts;
    }

    static long one(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Provider ids that were recorded without ever having been sent: must stay empty. */
    Set<String> invented() {
        Set<String> invented = new HashSet<>(recorded.keySet());
        invented.removeAll(load.acknowledged());
        return invented;
    }

    List<Long> complaints() {
        return List.of(missing(), doubled(), sentTwice(), stopsNotConfirmedOnce(), needingRepair());
    }
}
