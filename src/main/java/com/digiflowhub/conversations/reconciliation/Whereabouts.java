package com.digiflowhub.conversations.reconciliation;

import com.digiflowhub.channels.ChannelEvent.StatusChanged;
import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.log.OurMessages;
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
    private final OurMessages ours;

    Whereabouts(JdbcClient sql, OurMessages ours) {
        this.sql = sql;
        this.ours = ours;
    }

    /** A message as its provider names it. */
    record Name(ConnectionId connection, String providerId) {}

    /** A status as it came. */
    record Told(ConnectionId connection, StatusChanged status) {
        OurMessages.Name name() {
            return new OurMessages.Name(connection, status.ourId(), status.providerId());
        }
    }

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

    /** Where the message of ours stands that each status is about; absent when it is none of ours. */
    Map<Told, MessageState> states(List<Told> told) {
        Map<OurMessages.Name, OurMessages.Standing> standing =
                ours.find(told.stream().map(Told::name).toList());
        Map<Told, MessageState> states = new HashMap<>();
        told.forEach(one ->
                Optional.ofNullable(standing.get(one.name())).ifPresent(found -> states.put(one, found.state())));
        return states;
    }
}
