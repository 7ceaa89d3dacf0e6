package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.channels.ChannelEvent.StatusChanged;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.conversations.MessageState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where messages stand, asked for many at once. */
@Component
class Whereabouts {
    private final JdbcClient sql;

    Whereabouts(JdbcClient sql) {
        this.sql = sql;
    }

    /** A message as its provider names it. */
    record Name(ConnectionId connection, String providerId) {}

    /** A status as it came. */
    record Told(ConnectionId connection, StatusChanged status) {}

    /** Those of which a row is there. */
    Set<Name> recorded(List<Name> names) {
        Set<Name> found = new HashSet<>();
        sql.sql("""
                select m.connection_id, m.provider_id
                  from unnest(:connections::uuid[], :providers::text[]) as n (connection_id, provider_id)
                  join conversations.message m on m.workspace_id = tenancy.here()
                       and m.connection_id = n.connection_id and m.provider_id = n.provider_id
                """)
                .param(
                        "connections",
                        names.stream()
                                .map(name -> name.connection().value().toString())
                                .toArray(String[]::new))
                .param("providers", names.stream().map(Name::providerId).toArray(String[]::new))
                .query(row -> {
                    boolean ignored = found.add(new Name(
                            new ConnectionId(row.getObject("connection_id", UUID.class)),
                            row.getString("provider_id")));
                });
        return found;
    }

    /** Where the message of ours stands that each status is about, found as for the status itself; absent when it is none of ours. */
    Map<Told, MessageState> states(List<Told> told) {
        Map<Told, MessageState> found = new HashMap<>();
        sql.sql("""
                select s.n, m.state
                  from unnest(:connections::uuid[], :ours::text[], :providers::text[])
                       with ordinality as s (connection_id, ours, provider_id, n)
                 cross join lateral (
                       select o.state from conversations.message o
                        where o.workspace_id = tenancy.here() and o.sender <> 'contact' and o.connection_id = s.connection_id
                          and (o.id = nullif(s.ours, '')::uuid or o.provider_id = s.provider_id)
                        order by o.id = nullif(s.ours, '')::uuid desc nulls last limit 1) m
                """)
                .param(
                        "connections",
                        told.stream()
                                .map(one -> one.connection().value().toString())
                                .toArray(String[]::new))
                .param(
                        "ours",
                        told.stream()
                                .map(one ->
                                        one.status().ourId().map(UUID::toString).orElse(""))
                                .toArray(String[]::new))
                .param(
                        "providers",
                        told.stream().map(one -> one.status().providerId()).toArray(String[]::new))
                .query(row -> {
                    Optional<MessageState> ignored = Optional.ofNullable(
                            found.put(told.get(row.getInt("n") - 1), MessageState.of(row.getString("state"))));
                });
        return found;
    }
}
