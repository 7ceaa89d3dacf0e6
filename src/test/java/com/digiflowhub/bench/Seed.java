package com.digiflowhub.bench;

import com.digiflowhub.testing.Client;
import java.util.List;
import java.util.UUID;

/** Fills the companies with people and with what was said, by statements of their own; ids bear their time, as those that the hub makes. */
final class Seed {
    private static final String BASE = "'2026-01-01T00:00:00Z'::timestamptz";

    private final BenchRig rig;
    private int people;

    Seed(BenchRig rig) {
        this.rig = rig;
        run("create schema bench");
        run("create table bench.company (n int primary key, id uuid not null, connection uuid not null)");
        run("""
                create function bench.id(sign text, at timestamptz) returns uuid language sql stable
                    return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(sign), 1, 3)
                            || '8' || substr(md5(sign), 4, 15))::uuid""");
        List<Client> clients = rig.clients();
        for (int n = 0; n < clients.size(); n++) {
            company(n, clients.get(n).workspace());
        }
    }

    static String providerId(String sign, long place) {
        return "wamid." + sign + "." + place;
    }

    /** So many in each company, each with one conversation. */
    void people(int each) {
        this.people = each;
        run("""
                insert into contacts.contact (workspace_id, id, person_id, name, origin, created_at, updated_at)
                select w.id, c.id, c.id, 'Lead ' || p, 'whatsapp', now(), now()
                  from bench.company w cross join generate_series(1, %d) p
                  cross join lateral (select bench.id('contact' || w.n || '.' || p, %s) as id) c""".formatted(each, BASE));
        run("""
                insert into contacts.address (workspace_id, kind, value, contact_id, as_written, created_at, preferred)
                select w.id, 'phone', '+3365' || lpad(p::text, 7, '0'), bench.id('contact' || w.n || '.' || p, %s), '', now(), true
                  from bench.company w cross join generate_series(1, %d) p""".formatted(BASE, each));
        run("""
                insert into conversations.conversation (workspace_id, id, contact_id, connection_id, channel, number, last_at,
                                                        last_sender, last_text, created_at, updated_at)
                select w.id, bench.id('talk' || w.n || '.' || p, %1$s), bench.id('contact' || w.n || '.' || p, %1$s), w.connection,
                       'whatsapp', '+3365' || lpad(p::text, 7, '0'), now() - make_interval(secs => p), 'contact', 'Bonjour', now(), now()
                  from bench.company w cross join generate_series(1, %2$d) p""".formatted(BASE, each));
    }

    /** Messages of ours that the provider took and of which nothing more is known, one company after the other. */
    void sent(String sign, int messages) {
        run("""
                insert into conversations.message (workspace_id, id, conversation_id, connection_id, sender, text, provider_id, state, at,
                                                   created_at, state_at)
                select w.id, bench.id('%1$s' || m, s.at), bench.id('talk' || w.n || '.' || (m / %2$d %% %3$d + 1), %4$s), w.connection,
                       'bot', 'La formation coûte 1490 euros.', 'wamid.%1$s.' || m, 'sent', s.at, s.at, s.at
                  from generate_series(0, %5$d - 1) m
                  join bench.company w on w.n = m %% %2$d
                  cross join lateral (select now() - interval '1 hour' + make_interval(secs => m / 1000.0) as at) s""".formatted(sign, Sizes.WORKSPACES, people, BASE, messages));
        rested();
    }

    /** So many in all: a lead's and ours in turn, the newest of each conversation last; one of some thousand holds a word of its own. */
    void said(int messages) {
        run("""
                insert into conversations.message (workspace_id, id, conversation_id, connection_id, sender, text, provider_id, state, at,
                                                   created_at, state_at)
                select w.id, bench.id('said' || m, s.at), bench.id('talk' || w.n || '.' || (m / %1$d %% %2$d + 1), %3$s), w.connection,
                       case when m / %1$d %% 2 = 0 then 'contact' else 'bot' end,
                       case when m / %1$d %% 4 < 2 then 'Bonjour, ' else 'Hello, ' end || 'quel est le prix' || (m / %1$d %% 997)
                           || ' de la formation ' || substr(md5(m::text), 1, 12)
                           || case when m / %1$d %% 4711 = 17 then ' persévérance' else '' end,
                       'wamid.said.' || m, case when m / %1$d %% 2 = 0 then 'received' else 'read' end, s.at, s.at, s.at
                  from generate_series(0, %4$d - 1) m
                  join bench.company w on w.n = m %% %1$d
                  cross join lateral (select now() - make_interval(secs => (%4$d - m) / 10.0) as at) s""".formatted(Sizes.WORKSPACES, people, BASE, messages));
        run("""
                update conversations.conversation v set last_at = l.at, last_text = l.text, last_sender = l.sender
                  from (select distinct on (m.workspace_id, m.conversation_id) m.workspace_id, m.conversation_id, m.at, m.text, m.sender
                          from conversations.message m order by m.workspace_id, m.conversation_id, m.at desc, m.id desc) l
                 where v.workspace_id = l.workspace_id and v.id = l.conversation_id""");
        rested();
    }

    private void company(int n, UUID id) {
        rig.owner().sql("""
                insert into bench.company (n, id, connection)
                select :n, workspace_id, id from connections.connection where workspace_id = :id and provider = 'whatsapp'
                """).param("n", n).param("id", id).update();
    }

    private void rested() {
        for (String table : List.of(
                "contacts.contact", "contacts.address", "conversations.conversation", "conversations.message")) {
            run("vacuum (analyze) " + table);
        }
    }

    private void run(String sql) {
        rig.patientOwner().sql(sql).update();
    }
}
