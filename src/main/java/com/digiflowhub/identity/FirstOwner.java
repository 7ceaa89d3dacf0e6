package com.digiflowhub.identity;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The first owner of a fresh hub: exactly one, however many ask at once. */
@Component
public class FirstOwner {
    private static final Duration LINK_LASTS = Duration.ofDays(1);
    private static final long LOCK = 4_711_001;

    private final JdbcClient sql;
    private final Users users;
    private final Passwords passwords;
    private final Workspaces workspaces;
    private final OneTimeLinks links;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    FirstOwner(
            JdbcClient sql,
            Users users,
            Passwords passwords,
            Workspaces workspaces,
            OneTimeLinks links,
            TransactionOperations transaction,
            ApplicationEventPublisher events) {
        this.sql = sql;
        this.users = users;
        this.passwords = passwords;
        this.workspaces = workspaces;
        this.links = links;
        this.transaction = transaction;
        this.events = events;
    }

    /** What a fresh hub is told about its owner and first workspace. */
    public record Founding(String email, String name, String password, String workspace, Locale locale, ZoneId zone) {}

    /** The owner and the first workspace that came to be; also told to whoever furnishes it. */
    public record Founded(UserId owner, WorkspaceId workspace) {}

    public boolean missing() {
        return users.none();
    }

    public com.digiflowhub.platform.vault.Secret link() {
        return links.issue(OneTimeLinks.Purpose.FIRST_OWNER, Optional.empty(), LINK_LASTS);
    }

    /** Empty when somebody was first. Owner and workspace come to be together: one without the other could never sign in. */
    public Optional<Founded> found(Founding founding) {
        String hash = passwords.hash(founding.password());
        WorkspaceId id = workspaces.newId();
        Optional<Founded> founded = Tenancy.in(
                id,
                () -> java.util.Objects.requireNonNull(transaction.execute(status -> {
                    var ignored = sql.sql("select pg_advisory_xact_lock(:lock)::text")
                            .param("lock", LOCK)
                            .query(String.class)
                            .list();
                    return users.none() ? Optional.of(found(founding, hash, id)) : Optional.<Founded>empty();
                })));
        founded.ifPresent(events::publishEvent);
        return founded;
    }

    /** Who was first, and their oldest workspace, which is the one that the environment's variables are for. */
    public Optional<Founded> founded() {
        Optional<UserId> owner = java.util.Objects.requireNonNull(transaction.execute(
                status -> sql.sql("select id from identity.hub_user order by created_at, id limit 1")
                        .query((row, n) -> new UserId(row.getObject("id", UUID.class)))
                        .optional()));
        return owner.flatMap(
                user -> workspaces.oldestOf(user).map(membership -> new Founded(user, membership.workspace())));
    }

    private Founded found(Founding founding, String hash, WorkspaceId id) {
        UserId owner = users.register(founding.email(), founding.name(), Optional.of(hash))
                .id();
        workspaces.createHere(new Workspace(id, founding.workspace(), founding.locale(), founding.zone()), owner);
        return new Founded(owner, id);
    }
}
