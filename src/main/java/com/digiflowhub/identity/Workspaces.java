package com.digiflowhub.identity;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.work.Desks;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The client companies on this hub. */
@Component
public class Workspaces {
    private final JdbcClient sql;
    private final Desks desks;
    private final HubClock clock;
    private final TransactionOperations transaction;

    Workspaces(JdbcClient sql, Desks desks, HubClock clock, TransactionOperations transaction) {
        this.sql = sql;
        this.desks = desks;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** A workspace somebody belongs to, and as what. */
    public record Membership(WorkspaceId workspace, String name, Role role) {}

    /** Makes the workspace with its first owner. Opens a transaction of its own, in the new workspace. */
    public WorkspaceId create(String name, Locale locale, ZoneId zone, UserId owner) {
        WorkspaceId id = newId();
        Tenancy.run(
                id,
                () -> transaction.executeWithoutResult(
                        status -> createHere(new Workspace(id, name, locale, zone), owner)));
        return id;
    }

    WorkspaceId newId() {
        return new WorkspaceId(clock.nextId());
    }

    /** In a transaction of the workspace that is to be. */
    void createHere(Workspace workspace, UserId owner) {
        sql.sql("""
                insert into identity.workspace (workspace_id, name, locale, zone, created_at)
                values (tenancy.here(), :name, :locale, :zone, :now)
                """)
                .param("name", workspace.name())
                .param("locale", workspace.locale().getLanguage())
                .param("zone", workspace.zone().getId())
                .param("now", Times.utc(clock.now()))
                .update();
        join(owner, Role.OWNER);
        desks.open(workspace.id());
    }

    /** The workspace in force. */
    public Workspace current() {
        return Tenancy.here()
                .flatMap(here -> Optional.ofNullable(transaction.execute(status -> read(here))))
                .orElseThrow(() -> new IllegalStateException("no workspace is in force"));
    }

    public List<Membership> of(UserId user) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> sql.sql(
                        "select workspace_id, name, role from identity.workspaces_of(:user)")
                .param("user", user.value())
                .query((row, n) -> new Membership(
                        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                        row.getString("name"),
                        Role.valueOf(row.getString("role"))))
                .list()));
    }

    /** Where somebody begins who has not chosen yet. */
    Optional<Membership> oldestOf(UserId user) {
        return of(user).stream()
                .min(Comparator.comparing(
                        membership -> membership.workspace().value().toString()));
    }

    private void join(UserId user, Role role) {
        sql.sql("""
                insert into identity.member (workspace_id, user_id, role, created_at)
                values (tenancy.here(), :user, :role, :now)
                """)
                .param("user", user.value())
                .param("role", role.name())
                .param("now", Times.utc(clock.now()))
                .update();
    }

    private Workspace read(WorkspaceId id) {
        return sql.sql("select name, locale, zone from identity.workspace where workspace_id = :id")
                .param("id", id.value())
                .query((row, n) -> new Workspace(
                        id,
                        row.getString("name"),
                        Locale.of(row.getString("locale")),
                        ZoneId.of(row.getString("zone"))))
                .single();
    }
}
