package com.digiflowhub.identity;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in, in which workspace. Kept in the database under a hash, so that every node knows it and it can be ended at once. */
@Component
public class Sessions {
    private static final Duration NOTE_AFTER = Duration.ofMinutes(1);

    private final JdbcClient sql;
    private final HubClock clock;
    private final Workspaces workspaces;
    private final SessionSettings settings;

    Sessions(JdbcClient sql, HubClock clock, Workspaces workspaces, SessionSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.workspaces = workspaces;
        this.settings = settings;
    }

    /** A new session with a name of its own; empty when the user belongs to no workspace. */
    @Transactional
    public Optional<Secret> begin(UserId user) {
        return workspaces.oldestOf(user).map(first -> {
            Secret code = Code.next("");
            Instant now = clock.now();
            sql.sql("""
                    insert into identity.session (hash, user_id, workspace_id, created_at, seen_at, ends_at)
                    values (:hash, :user, :workspace, :now, :now, :ends)
                    """)
                    .param("hash", Code.hash(code.reveal()))
                    .param("user", user.value())
                    .param("workspace", first.workspace().value())
                    .param("now", Times.utc(now))
                    .param("ends", Times.utc(now.plus(settings.absolute())))
                    .update();
            return code;
        });
    }

    private record Found(UserId user, String name, WorkspaceId workspace, Instant seenAt) {}

    @Transactional
    public Optional<SignedIn> find(String code) {
        Instant now = clock.now();
        Optional<Found> found = sql.sql("""
                select s.user_id, u.name, s.workspace_id, s.seen_at
                  from identity.session s join identity.hub_user u on u.id = s.user_id
                 where s.hash = :hash and s.ends_at > :now and s.seen_at > :idle and u.disabled_at is null
                """)
                .param("hash", Code.hash(code))
                .param("now", Times.utc(now))
                .param("idle", Times.utc(now.minus(settings.idle())))
                .query((row, n) -> new Found(
                        new UserId(row.getObject("user_id", UUID.class)),
                        row.getString("name"),
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        Times.read(row, "seen_at")))
                .optional();
        found.filter(session -> session.seenAt().plus(NOTE_AFTER).isBefore(now)).ifPresent(session -> note(code, now));
        return found.flatMap(this::signedIn);
    }

    /** Goes on in another workspace of the same user; false when the user does not belong there. */
    @Transactional
    public boolean enter(String code, UserId user, WorkspaceId workspace) {
        boolean belongs = workspaces.of(user).stream()
                .anyMatch(membership -> membership.workspace().equals(workspace));
        return belongs
                && sql.sql(
                                        "update identity.session set workspace_id = :workspace where hash = :hash and user_id = :user")
                                .param("workspace", workspace.value())
                                .param("hash", Code.hash(code))
                                .param("user", user.value())
                                .update()
                        == 1;
    }

    @Transactional
    public void end(String code) {
        sql.sql("delete from identity.session where hash = :hash")
                .param("hash", Code.hash(code))
                .update();
    }

    private Optional<SignedIn> signedIn(Found session) {
        return workspaces.of(session.user()).stream()
                .filter(membership -> membership.workspace().equals(session.workspace()))
                .findFirst()
                .map(membership ->
                        new SignedIn(session.user(), session.name(), session.workspace(), membership.role(), Set.of()));
    }

    private void note(String code, Instant now) {
        sql.sql("update identity.session set seen_at = :now where hash = :hash")
                .param("hash", Code.hash(code))
                .param("now", Times.utc(now))
                .update();
    }
}
