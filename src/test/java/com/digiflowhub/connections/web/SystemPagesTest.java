package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.Channel;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.Staff;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemPagesTest {
    private static final String PAGE = "/settings/system";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final PlainBrowser owner =
            PlainBrowser.signedIn(hub, workspace.owner()).speaking("en");

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void nothing_to_do_is_said_in_words() {
        assertThat(owner.open(PAGE).text())
                .contains("Nothing waits for you here", "PostgreSQL 1", "started from its sources")
                .contains(hub.database().name())
                .doesNotContain(
                        hub.database().password().reveal(), hub.database().user() + ":")
                .doesNotContain("aria-label=\"one to look at\"");
    }

    @Test
    void a_dead_letter_is_read_and_replayed() {
        dies(4711, "{\"envelopes\": []}");

        assertThat(owner.open(PAGE).text())
                .contains(Channel.READER, "21 attempts · queue hub", "crashed: &lt;the node&gt; went away")
                .contains("{&#34;envelopes&#34;: []}".replace("&#34;", "\""))
                .contains("aria-label=\"one to look at\"");
        assertThat(owner.submit(PAGE + "/letters/4711/replay", Map.of()).location())
                .isEqualTo(PAGE + "?done=replayed");

        assertThat(owner.open(PAGE + "?done=replayed").text())
                .contains("It is queued again and will be tried now.")
                .doesNotContain("letter-4711");
        Patience.waitUntil(
                "the replayed work done",
                () -> workspace
                        .look("select count(*) from work.item where workspace_id = :here")
                        .equals(List.of("0")));
        assertThat(workspace.look("select count(*) from work.dead where workspace_id = :here"))
                .containsExactly("0");
    }

    @Test
    void dropping_asks_first_and_then_is_for_good() {
        dies(4712, "{}");
        assertThat(owner.open(PAGE).text()).contains("it cannot be brought back", "Drop for good");

        assertThat(owner.submit(PAGE + "/letters/4712/drop", Map.of()).location())
                .isEqualTo(PAGE + "?done=dropped");
        assertThat(owner.submit(PAGE + "/letters/4712/drop", Map.of()).location())
                .as("somebody was quicker")
                .isEqualTo(PAGE + "?done=gone");
        assertThat(workspace.look("select id from work.dead where workspace_id = :here"))
                .isEmpty();
    }

    @Test
    void the_dead_letter_of_another_workspace_is_neither_shown_nor_replayed() {
        ConnectedWorkspace other = hub.newWorkspace();
        dies(4713, "{}");
        PlainBrowser stranger = PlainBrowser.signedIn(hub, other.owner()).speaking("en");
        assertThat(stranger.open(PAGE).text()).doesNotContain("letter-4713");
        assertThat(stranger.submit(PAGE + "/letters/4713/replay", Map.of()).location())
                .endsWith("gone");
        assertThat(workspace.look("select id from work.dead where workspace_id = :here"))
                .containsExactly("4713");
        other.close();
    }

    @Test
    void what_could_not_be_read_is_counted_with_the_way_to_it() {
        hub.change("""
                insert into connections.unreadable (workspace_id, id, connection_id, headers, body, reason, set_aside_at)
                values ('%s', '%s', '%s', '{}', '{"entry":[]}'::bytea, 'of an unknown kind', now())
                """.formatted(workspace.id(), UUID.randomUUID(), workspace.connection()));

        assertThat(owner.open(PAGE).text())
                .contains("Deliveries that could not be read", "href=\"/settings/daily-check#unreadable\"");
    }

    @Test
    void a_paused_queue_says_why_and_goes_on_when_told() {
        hub.change("""
                insert into work.pause (workspace_id, queue, until, reason)
                values ('%s', 'connection:x', now() + interval '3 hours', 'token: refused by Meta')
                """.formatted(workspace.id()));
        assertThat(owner.open(PAGE).text())
                .contains("<code>connection:x</code>", "token: refused by Meta")
                .containsPattern("for (2 h 59|3 h 00) more");

        assertThat(owner.submit(PAGE + "/queues/resume", Map.of("queue", "connection:x"))
                        .location())
                .isEqualTo(PAGE + "?done=resumed");
        assertThat(owner.open(PAGE).text()).doesNotContain("connection:x");
    }

    @Test
    void deliveries_for_accounts_that_nobody_connected_are_counted() {
        hub.change("""
                insert into connections.unclaimed (id, provider, account, signers, headers, body)
                values (gen_random_uuid(), 'whatsapp', 'nobody', '{}', '{}', '')
                """);
        assertThat(owner.open(PAGE).text())
                .containsPattern("signed deliver(y waits|ies wait) for an account that no workspace");
        hub.change("delete from connections.unclaimed where account = 'nobody'");
    }

    @Test
    void only_owners_see_it_at_all() {
        PlainBrowser member = Staff.member(hub, workspace).speaking("en");
        assertThat(member.open(PAGE).status()).isEqualTo(403);
        assertThat(member.open("/settings/connections").text()).doesNotContain(PAGE, "/settings/variables");
        for (String act : List.of("/letters/1/replay", "/letters/1/drop", "/queues/resume?queue=hub")) {
            assertThat(member.submit(PAGE + act, Map.of()).status()).as(act).isEqualTo(403);
        }
    }

    private void dies(long id, String payload) {
        hub.change("""
                insert into work.dead (workspace_id, queue, due_at, id, lane, kind, payload, attempts, held, reason, died_at)
                values ('%s', 'hub', now(), %d, gen_random_uuid(), '%s', '%s', 21, false, 'crashed: <the node> went away', now())
                """.formatted(workspace.id(), id, Channel.READER, payload));
    }
}
