package com.digiflowhub.chaos;

import com.digiflowhub.chaos.Evidence.Attempt;
import com.digiflowhub.chaos.Evidence.Books;
import com.digiflowhub.chaos.Evidence.Inbound;
import com.digiflowhub.chaos.Evidence.Ours;
import com.digiflowhub.chaos.Evidence.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Brings together what is written in two diaries and the database. */
final class Witnesses {
    private static final Pattern SIGN = Pattern.compile("wamid\\.CHAOS[0-9.]+|POISON[0-9.]+");

    private Witnesses() {}

    static Evidence hear(Path promises, Path journal, JdbcClient database) {
        List<Taken> taken = new ArrayList<>();
        Map<String, Integer> told = new HashMap<>();
        for (JsonNode entry : journal(journal)) {
            String provider = entry.path("provider").asString("");
            String outcome = entry.path("outcome").asString("");
            String message = entry.path("correlation").asString("");
            if (provider.equals("whatsapp") && outcome.equals("accepted")) {
                taken.add(new Taken(message, entry.path("told").asString("").equals("ERROR")));
            } else if (provider.equals("whatsapp webhook") && outcome.equals("delivered")) {
                told.merge(message, 1, Integer::sum);
            }
        }
        Tables tables = new Tables(database);
        return new Evidence(
                PromiseLog.read(promises),
                taken,
                told,
                tables.envelopes(),
                tables.inbound(),
                tables.ours(),
                tables.attempts(),
                tables.stops(),
                tables.handedOver(),
                tables.books(),
                tables.signs("select convert_from(body, 'UTF8') from connections.unreadable"),
                tables.count("select count(*) from work.dead"),
                tables.count("select count(*) from work.item where held or due_at <= clock_timestamp()"),
                Probes.effects(database),
                Walls.breaches(database));
    }

    private static List<JsonNode> journal(Path journal) {
        JsonMapper json = JsonMapper.shared();
        try {
            return Files.readAllLines(journal).stream().map(json::readTree).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The database as its owner sees it, past all policies. */
    private record Tables(JdbcClient database) {
        int count(String sql) {
            return Math.toIntExact(one(sql));
        }

        long one(String sql) {
            return database.sql(sql).query(Long.class).single();
        }

        /** What was set aside is kept beside the envelopes. */
        Set<String> envelopes() {
            return signs("""
                    select convert_from(body, 'UTF8') from connections.envelope
                     union all select convert_from(body, 'UTF8') from connections.unreadable
                    """);
        }

        /** Of each body that the query gives; one that bears none, as what the provider sends by itself, is told as such. */
        Set<String> signs(String bodies) {
            Set<String> signs = new HashSet<>();
            database.sql(bodies).query(row -> {
                List<String> found = SIGN.matcher(row.getString(1))
                        .results()
                        .map(MatchResult::group)
                        .toList();
                signs.addAll(found.isEmpty() ? List.of("a body of the provider's own") : found);
            });
            return signs;
        }

        List<Inbound> inbound() {
            return database.sql("""
                    select m.provider_id, m.id::text, m.workspace_id, a.value, m.conversation_id,
                           row_number() over (partition by m.workspace_id, m.conversation_id order by m.at, m.id) as place,
                           (extract(epoch from m.created_at) * 1000000)::bigint
                      from conversations.message m
                      join conversations.conversation v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
                      join contacts.address a on a.workspace_id = v.workspace_id and a.contact_id = v.contact_id and a.kind = 'phone'
                     where m.sender = 'contact'
                    """)
                    .query((row, n) -> new Inbound(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, UUID.class),
                            person(row.getString(4)),
                            row.getObject(5, UUID.class),
                            row.getInt(6),
                            row.getLong(7)))
                    .list();
        }

        List<Ours> ours() {
            return database.sql("""
                    select m.id::text, m.workspace_id, a.value, m.sender, coalesce(m.content ->> 'type', ''), m.state,
                           case when m.client_id like 'answer:%' then substr(m.client_id, 8) else '' end
                      from conversations.message m
                      join conversations.conversation v on v.workspace_id = m.workspace_id and v.id = m.conversation_id
                      join contacts.address a on a.workspace_id = v.workspace_id and a.contact_id = v.contact_id and a.kind = 'phone'
                     where m.sender <> 'contact'
                    """)
                    .query((row, n) -> new Ours(
                            row.getString(1),
                            row.getObject(2, UUID.class),
                            person(row.getString(3)),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7)))
                    .list();
        }

        List<Attempt> attempts() {
            return database.sql("""
                    select message_id::text, n, coalesce(result, ''), (extract(epoch from started_at) * 1000000)::bigint
                      from conversations.attempt
                    """)
                    .query((row, n) -> new Attempt(row.getString(1), row.getInt(2), row.getString(3), row.getLong(4)))
                    .list();
        }

        Map<String, Long> stops() {
            Map<String, Long> found = new HashMap<>();
            database.sql("""
                    select distinct c.workspace_id, a.value, (extract(epoch from c.decided_at) * 1000000)::bigint
                      from contacts.consent c
                      join contacts.address a on a.workspace_id = c.workspace_id and a.contact_id = c.contact_id and a.kind = 'phone'
                     where c.state = 'stopped'
                    """).query(row -> {
                found.put(row.getString(1) + " " + person(row.getString(2)), row.getLong(3));
            });
            return found;
        }

        Books books() {
            return new Books(
                    one("select count(*) from ledger.entry"),
                    one("select coalesce(sum(balance), 0) from ledger.account"),
                    one("select count(*) from ledger.account where not source and (balance < 0 or reserved > balance)"),
                    one("""
                            select count(*) from ledger.account a
                             where a.balance <> (select coalesce(sum(case when e.to_kind = a.kind and e.to_holder = a.holder
                                                                          then e.amount else -e.amount end), 0)
                                                   from ledger.entry e
                                                  where e.workspace_id = a.workspace_id
                                                    and ((e.to_kind = a.kind and e.to_holder = a.holder)
                                                         or (e.from_kind = a.kind and e.from_holder = a.holder)))
                                or a.reserved <> (select coalesce(sum(r.amount), 0) from ledger.reservation r
                                                   where r.workspace_id = a.workspace_id and r.kind = a.kind
                                                     and r.holder = a.holder and r.state = 'open')
                            """),
                    one("select count(*) from ledger.entry where why = 'analysis'"),
                    one("select count(*) from assistant.assessment where made_by = 'model'"));
        }

        Map<UUID, Long> handedOver() {
            Map<UUID, Long> found = new HashMap<>();
            database.sql("""
                    select v.id, case when v.waiting_since is not null then %d
                                      else (extract(epoch from max(e.at)) * 1000000)::bigint end
                      from conversations.conversation v
                      left join conversations.event e
                        on e.workspace_id = v.workspace_id and e.conversation_id = v.id and e.kind = 'handed-over'
                     where v.waiting_since is not null or e.id is not null
                     group by v.workspace_id, v.id
                    """.formatted(Long.MAX_VALUE)).query(row -> {
                found.put(row.getObject(1, UUID.class), row.getLong(2));
            });
            return found;
        }

        private static String person(String phone) {
            return phone.replace("+", "");
        }
    }
}
