package com.digiflowhub.platform.work;

import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements of the engine's own role: nodes, desks, and reading the due items of all its desks at once. */
@Component
class DeskRows {
    private final JdbcClient sql;

    DeskRows(@Qualifier("engine") JdbcClient sql) {
        this.sql = sql;
    }

    /** At birth: whatever the table says, this node lives. Only one process can hold its id. */
    void born(UUID node, Duration lease) {
        sql.sql("""
                insert into work.node (id, alive_until) values (:me, now() + make_interval(secs => :lease))
                    on conflict (id) do update set alive_until = excluded.alive_until
                """).param("me", node).param("lease", lease.toMillis() / 1000.0).update();
    }

    /** False when the others took us for dead. */
    boolean renew(UUID node, Duration lease) {
        return sql.sql("""
                update work.node set alive_until = now() + make_interval(secs => :lease) where id = :me and alive_until > now()
                """)
                        .param("me", node)
                        .param("lease", lease.toMillis() / 1000.0)
                        .update()
                == 1;
    }

    /** The desks still in our name from before a crash; each counts it. */
    void countCrash(UUID node) {
        sql.sql("update work.desk set crashes = crashes + 1 where node_id = :me")
                .param("me", node)
                .update();
    }

    /** How many desks are a fair share for one of the living nodes. */
    int share() {
        return sql.sql("""
                select ceil((select count(*) from work.desk)::numeric
                            / greatest(1, (select count(*) from work.node where alive_until > now())))::int
                """).query(Integer.class).single();
    }

    void takeFree(UUID node, int room) {
        sql.sql("""
                update work.desk d set node_id = :me, crashes = d.crashes + (d.node_id is not null and d.node_id <> :me)::int
                  from (select d.workspace_id from work.desk d
                         where not exists (select from work.node n where n.id = d.node_id and n.alive_until > now())
                         order by d.workspace_id limit :room for update of d skip locked) free
                 where d.workspace_id = free.workspace_id
                """).param("me", node).param("room", room).update();
    }

    /** Those in our name, with the crashes counted against each. */
    Map<WorkspaceId, Integer> held(UUID node) {
        return sql
                .sql("select workspace_id, crashes from work.desk where node_id = :me")
                .param("me", node)
                .query((row, n) ->
                        Map.entry(new WorkspaceId(row.getObject("workspace_id", UUID.class)), row.getInt("crashes")))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void giveBack(UUID node, Collection<WorkspaceId> desks) {
        sql.sql(
                        "update work.desk set node_id = null, crashes = 0 where node_id = :me and workspace_id = any (:desks::uuid[])")
                .param("me", node)
                .param("desks", ids(desks))
                .update();
    }

    /** The lease ends now, so that the others' shares grow at once. */
    void retire(UUID node) {
        sql.sql("update work.node set alive_until = now() where id = :me")
                .param("me", node)
                .update();
    }

    void forgetCrashes(UUID node, WorkspaceId desk) {
        sql.sql("update work.desk set crashes = 0 where workspace_id = :desk and node_id = :me")
                .param("desk", desk.value())
                .param("me", node)
                .update();
    }

    /** A queue that has rows: when its first is due, and the first that is not due yet. */
    record FirstDue(WorkspaceId workspace, String queue, Instant dueAt, Optional<Instant> nextAt) {}

    /** A queue that is known, and from when on its rows are looked at; of each desk one stands before all queues, and has no name. */
    record Seen(WorkspaceId workspace, String queue, Instant from) {
        static Seen beforeAll(WorkspaceId workspace) {
            return new Seen(workspace, "", Instant.EPOCH);
        }
    }

    /**
     * Looked for are queues between the known ones and, in those, what is due from the given time on: whoever looks often does not walk over
     * all that was done and cannot be cleared away, because somebody holds an old snapshot open.
     */
    List<FirstDue> queues(List<Seen> seen, Instant now) {
        return sql
                .sql("""
                with recursive known as (
                    select k.workspace_id, k.queue, k.due_at, lead(k.queue) over (partition by k.workspace_id order by k.queue) as next
                      from unnest(:workspaces::uuid[], :queues::text[], :dues::timestamptz[]) as k (workspace_id, queue, due_at)),
                fresh as (
                    select workspace_id, queue, next, false as there from known
                    union all
                    select f.workspace_id, n.queue, f.next, true
                      from fresh f cross join lateral (
                        select case when f.next is null
                                    then (select min(i.queue) from work.item i where i.workspace_id = f.workspace_id and i.queue > f.queue)
                                    else (select min(i.queue) from work.item i
                                           where i.workspace_id = f.workspace_id and i.queue > f.queue and i.queue < f.next) end as queue) n
                     where n.queue is not null)
                select q.workspace_id, q.queue,
                       (select i.due_at from work.item i where i.workspace_id = q.workspace_id and i.queue = q.queue and i.due_at >= q.due_at
                         order by i.due_at, i.id limit 1) as first_due,
                       (select i.due_at from work.item i where i.workspace_id = q.workspace_id and i.queue = q.queue and i.due_at > :now
                         order by i.due_at, i.id limit 1) as next_due
                  from (select workspace_id, queue, due_at from known where queue <> ''
                        union all
                        select workspace_id, queue, '-infinity' from fresh where there) q
                """)
                .param(
                        "workspaces",
                        seen.stream().map(s -> s.workspace().value()).toArray(UUID[]::new))
                .param("queues", seen.stream().map(Seen::queue).toArray(String[]::new))
                .param("dues", seen.stream().map(s -> s.from().toString()).toArray(String[]::new))
                .param("now", Times.utc(now))
                .query((row, n) -> Times.find(row, "first_due").map(due -> firstDue(row, due)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where a queue was read to, and the lanes from which nothing is wanted now. */
    record Cursor(WorkspaceId workspace, String queue, Instant dueAt, Collection<UUID> closed) {}

    /** The due rows from each cursor on, the same number at most from each queue; a lane is closed in its own queue only. */
    List<Row> due(List<Cursor> cursors, Instant now, int window) {
        return sql.sql("""
                select i.workspace_id, i.queue, i.due_at, i.id, i.lane, i.kind, i.payload, i.attempts, i.held, i.key
                  from unnest(:workspaces::uuid[], :queues::text[], :dues::timestamptz[]) as q (workspace_id, queue, due_at)
                 cross join lateral (
                    select * from work.item i
                     where i.workspace_id = q.workspace_id and i.queue = q.queue
                       and i.due_at >= q.due_at and i.due_at <= :now
                       and i.queue || i.lane::text <> all (:closed::text[])
                     order by i.due_at, i.id limit :window) i
                """)
                .param(
                        "workspaces",
                        cursors.stream().map(c -> c.workspace().value()).toArray(UUID[]::new))
                .param("queues", cursors.stream().map(Cursor::queue).toArray(String[]::new))
                .param("dues", cursors.stream().map(c -> c.dueAt().toString()).toArray(String[]::new))
                .param(
                        "closed",
                        cursors.stream()
                                .flatMap(c -> c.closed().stream().map(lane -> c.queue() + lane))
                                .toArray(String[]::new))
                .param("now", Times.utc(now))
                .param("window", window)
                .query((row, n) -> read(row))
                .list();
    }

    /** The rows that failed and for which their lanes wait. */
    List<Row> held(Collection<WorkspaceId> desks) {
        return sql.sql("""
                select workspace_id, queue, due_at, id, lane, kind, payload, attempts, held, key
                  from work.item where workspace_id = any (:desks::uuid[]) and held order by due_at, id
                """)
                .param("desks", ids(desks))
                .query((row, n) -> read(row))
                .list();
    }

    Map<WorkspaceId, List<Pause>> pauses(Collection<WorkspaceId> desks, Instant now) {
        Map<WorkspaceId, List<Pause>> pauses = new HashMap<>();
        sql.sql(
                        "select workspace_id, queue, until, reason from work.pause where workspace_id = any (:desks::uuid[]) and until > :now")
                .param("desks", ids(desks))
                .param("now", Times.utc(now))
                .query(row -> {
                    pauses.computeIfAbsent(
                                    new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                                    workspace -> new ArrayList<>())
                            .add(new Pause(row.getString("queue"), Times.read(row, "until"), row.getString("reason")));
                });
        return pauses;
    }

    private static FirstDue firstDue(ResultSet row, Instant due) {
        try {
            return new FirstDue(
                    new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                    row.getString("queue"),
                    due,
                    Times.find(row, "next_due"));
        } catch (SQLException failure) {
            throw new IllegalStateException("a queue's row cannot be read", failure);
        }
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("queue"),
                Times.read(row, "due_at"),
                row.getLong("id"),
                row.getObject("lane", UUID.class),
                row.getString("kind"),
                row.getString("payload"),
                row.getInt("attempts"),
                row.getBoolean("held"),
                Optional.ofNullable(row.getString("key")));
    }

    private static UUID[] ids(Collection<WorkspaceId> desks) {
        return desks.stream().map(WorkspaceId::value).toArray(UUID[]::new);
    }
}
