package com.digiflowhub.connections;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.platform.vault.Vault;
import com.digiflowhub.platform.work.Wake;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody we know signed for an account that nobody has connected. Whoever connects the account gets it, if the same secret
 * signs for them: else a workspace could leave letters for the account of another.
 */
@Component
class Unclaimed {
    private static final Logger LOG = LoggerFactory.getLogger(Unclaimed.class);

    private final JdbcClient door;
    private final Providers providers;
    private final Vault vault;
    private final JsonMapper json;
    private final Wake wake;
    private final HubClock clock;

    Unclaimed(
            @Qualifier("doorPool") DataSource doorPool,
            Providers providers,
            Vault vault,
            JsonMapper json,
            Wake wake,
            HubClock clock) {
        this.door = JdbcClient.create(doorPool);
        this.providers = providers;
        this.vault = vault;
        this.json = json;
        this.wake = wake;
        this.clock = clock;
    }

    /** A part without an owner. */
    record Letter(
            UUID id, String provider, String account, List<Secret> signers, Map<String, String> headers, byte[] body) {}

    void keep(List<Letter> letters) {
        for (Letter letter : letters) {
            door.sql("""
                    insert into connections.unclaimed (id, provider, account, signers, headers, body)
                    values (:id, :provider, :account, :signers, :headers::jsonb, :body)
                    """)
                    .param("id", letter.id)
                    .param("provider", letter.provider)
                    .param("account", letter.account)
                    .param("signers", fingerprints(letter.signers))
                    .param("headers", json.writeValueAsString(letter.headers))
                    .param("body", letter.body)
                    .update();
        }
    }

    int count() {
        return door.sql("select count(*) from connections.unclaimed")
                .query(Integer.class)
                .single();
    }

    /** Accounts for which something waits and that somebody has connected since. */
    List<Account> waiting() {
        return door.sql("""
                select distinct u.provider, u.account
                  from connections.unclaimed u
                 where exists (select from connections.account a where a.provider = u.provider and a.account = u.account)
                """)
                .query((row, n) -> new Account(row.getString("provider"), row.getString("account")))
                .list();
    }

    /** A name that a provider gave. */
    record Account(String provider, String name) {}

    /** Outside any transaction: hands over what waited for this connection's accounts. */
    void claim(Connection connection) {
        providers
                .find(connection.provider())
                .filter(Source.class::isInstance)
                .map(Source.class::cast)
                .ifPresent(source -> {
                    int claimed = claim(source, connection);
                    if (claimed > 0) {
                        LOG.info("connection {} claimed {} envelopes that came before it", connection.id(), claimed);
                        wake.up(connection.workspace());
                    }
                });
    }

    private int claim(Source source, Connection connection) {
        return door.sql("""
                with part as (
                    delete from connections.unclaimed
                     where provider = :provider and account = any(:accounts) and signers && :signers::text[]
                    returning id, headers, body),
                kept as (
                    insert into connections.envelope (workspace_id, id, connection_id, headers, body)
                    select :workspace, id, :connection, headers, body from part)
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                select :workspace, 'hub', :now, :connection, :reader,
                       jsonb_build_object('envelopes', jsonb_build_array(id))
                  from part
                 order by id
                """)
                .param("provider", connection.provider())
                .param(
                        "accounts",
                        new SqlArrayValue(
                                "text", source.accounts(connection.settings()).toArray()))
                .param("signers", fingerprints(source.signers(connection)))
                .param("workspace", connection.workspace().value())
                .param("connection", connection.id().value())
                .param("reader", source.reader())
                .param("now", Times.utc(clock.now()))
                .update();
    }

    private SqlArrayValue fingerprints(List<Secret> secrets) {
        return new SqlArrayValue(
                "text", secrets.stream().map(vault::fingerprint).toArray());
    }
}
