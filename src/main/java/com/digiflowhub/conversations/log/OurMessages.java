package com.digiflowhub.conversations.log;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages of ours as providers name them, found and moved many at once: of each there are three statuses and more. */
@Component
public class OurMessages {
    private final JdbcClient sql;
    private final HubClock clock;

    public OurMessages(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The id that travelled with it counts before the provider's. */
    public record Name(ConnectionId connection, Optional<UUID> ourId, String providerId) {}

    public record Standing(MessageId id, MessageState state) {}

    /** Absent are those of which none is ours. */
    public Map<Name, Standing> find(Collection<Name> asked) {
        List<Name> names = List.copyOf(asked);
        Map<Name, Standing> found = new HashMap<>();
        sql.sql("""
                select s.n, m.id, m.state
                  from unnest(:connections::uuid[], :ours::text[], :providers::text[])
                       with ordinality as s (connection_id, ours, provider_id, n)
                 cross join lateral (
                       select o.id, o.state from conversations.message o
                        where o.workspace_id = tenancy.here() and o.sender <> 'contact' and o.connection_id = s.connection_id
                          and (o.id = nullif(s.ours, '')::uuid or o.provider_id = s.provider_id)
                        order by o.id = nullif(s.ours, '')::uuid desc nulls last limit 1) m
                """)
                .param(
                        "connections",
                        names.stream().map(name -> name.connection().value()).toArray(UUID[]::new))
                .param(
                        "ours",
                        names.stream()
                                .map(name -> name.ourId().map(UUID::toString).orElse(""))
                                .toArray(String[]::new))
                .param("providers", names.stream().map(Name::providerId).toArray(String[]::new))
                .query(row -> {
                    found.put(
                            names.get(row.getInt("n") - 1),
                            new Standing(
                                    new MessageId(row.getObject("id", UUID.class)),
                                    MessageState.of(row.getString("state"))));
                });
        return found;
    }

    /** Where one stands from now on, and what its provider calls it. */
    public record Move(MessageId id, MessageState to, String providerId) {}

    /** One that stands there already keeps its time and its reason; a provider's id that is known stays. */
    public void move(List<Move> moves) {
        sql.sql("""
                update conversations.message m
                   set state = w.state,
                       reason = case m.state when w.state then m.reason end,
                       detail = case m.state when w.state then m.detail end,
                       state_at = case m.state when w.state then m.state_at else :now end,
                       provider_id = coalesce(m.provider_id, nullif(w.provider_id, ''))
                  from unnest(:ids::uuid[], :states::text[], :providers::text[]) as w (id, state, provider_id)
                 where m.workspace_id = tenancy.here() and m.id = w.id
                """)
                .param("ids", moves.stream().map(move -> move.id().value()).toArray(UUID[]::new))
                .param("states", moves.stream().map(move -> move.to().stored()).toArray(String[]::new))
                .param("providers", moves.stream().map(Move::providerId).toArray(String[]::new))
                .param("now", Times.utc(clock.now()))
                .update();
    }
}
