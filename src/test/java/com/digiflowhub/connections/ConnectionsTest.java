package com.digiflowhub.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.whatsapp.Meta;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.ConnectedHub;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

@Apart
class ConnectionsTest {
    private final ConnectedHub hub = new ConnectedHub();
    private final Connections connections = hub.part(Connections.class);
    private final WorkspaceId workspace = ConnectedHub.newWorkspace();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void a_connection_comes_back_with_its_secrets_to_providers_and_without_them_to_pages() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        assertThat(here(() -> connections.require(made.id()))).isEqualTo(made);
        Standing standing = here(() -> connections.standing(made.id())).orElseThrow();
        assertThat(standing.toString()).doesNotContain(Meta.TOKEN, Meta.APP_SECRET, Meta.VERIFY_TOKEN);
        assertThat(standing.settings())
                .containsEntry("phoneId", "100")
                .containsEntry("apiVersion", "v25.0")
                .doesNotContainKey("token");
        assertThat(standing.secrets()).containsEntry("token", "77f3").containsKey("appSecret");
        assertThat(made.toString()).doesNotContain(Meta.TOKEN, Meta.APP_SECRET);
        assertThat(made.path()).hasSizeGreaterThanOrEqualTo(22);
    }

    @Test
    void a_number_sends_eighty_a_second_unless_its_settings_say_otherwise() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        String pace = "select per_second from work.pace where queue = '" + made.queue() + "' and workspace_id = '"
                + workspace + "'";
        assertThat(hub.look(pace)).containsExactly("80");
        Saved saved = here(() -> connections.update(
                made.id(), "", Map.of("phoneId", "100", "businessId", "200", "messagesPerSecond", "250")));
        assertThat(saved).isInstanceOf(Saved.Kept.class);
        assertThat(hub.look(pace)).containsExactly("250");
        for (String absurd : List.of("0", "-3", "1001")) {
            assertThat(here(() ->
                            connections.update(made.id(), "", Map.of("phoneId", "100", "messagesPerSecond", absurd))))
                    .as(absurd)
                    .isEqualTo(new Saved.Wrong("messagesPerSecond", "range"));
        }
        assertThat(hub.look(pace)).containsExactly("250");
    }

    @Test
    void no_table_holds_a_secret_that_can_be_read() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        here(() -> connections.update(made.id(), "Renamed", Map.of("phoneId", "100", "businessId", "200")));
        List<String> tables = hub.look("""
                select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                """);
        assertThat(tables).contains("connections.connection");
        for (String table : tables) {
            String dump = String.join("\n", hub.look("select encode(t::text::bytea, 'escape') from " + table + " t"));
            assertThat(dump).as(table).doesNotContain(Meta.TOKEN, Meta.APP_SECRET, Meta.VERIFY_TOKEN);
            assertThat(dump).as(table).doesNotContain(hex(Meta.TOKEN), hex(Meta.APP_SECRET), hex(Meta.VERIFY_TOKEN));
        }
    }

    @Test
    void a_secret_that_is_not_given_again_stays() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        Saved saved = here(
                () -> connections.update(made.id(), "", Map.of("phoneId", "100", "token", " ", "verifyToken", "new")));
        assertThat(saved).isInstanceOf(Saved.Kept.class);
        Map<String, String> secrets =
                Settings.texts(here(() -> connections.require(made.id())).settings(), true);
        assertThat(secrets).containsEntry("token", Meta.TOKEN).containsEntry("verifyToken", "new");
    }

    @Test
    void a_number_belongs_to_one_workspace_a_business_account_to_many() {
        create(workspace, Meta.settings("100", "200"));
        WorkspaceId second = ConnectedHub.newWorkspace();
        assertThat(hub.in(second, () -> connections.create("whatsapp", "", Meta.settings("100", "200"))))
                .isEqualTo(new Saved.Taken("100"));
        assertThat(hub.in(second, connections::standings)).isEmpty();
        create(second, Meta.settings("101", "200"));
        assertThat(here(() -> connections.create("whatsapp", "", Meta.settings("100", "200"))))
                .isInstanceOf(Saved.Taken.class);
    }

    @Test
    void a_removed_number_is_free_again_and_its_secrets_are_gone() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        here(() -> {
            connections.remove(made.id());
            return made;
        });
        assertThat(here(() -> connections.find(made.id()))).isEmpty();
        assertThat(here(() -> connections.working(made.id()))).isFalse();
        assertThat(hub.look("select length(secrets)::text || settings::text from connections.connection"))
                .containsExactly("0{}");
        create(ConnectedHub.newWorkspace(), Meta.settings("100", "200"));
    }

    @Test
    void what_is_missing_or_wrong_is_named() {
        assertThat(with("phoneId", "")).isEqualTo(new Saved.Wrong("phoneId", "required"));
        assertThat(with("token", "")).isEqualTo(new Saved.Wrong("token", "required"));
        assertThat(with("apiUrl", "ftp://x")).isEqualTo(new Saved.Wrong("apiUrl", "address"));
        assertThat(with("apiUrl", "https://user:pw@x")).isEqualTo(new Saved.Wrong("apiUrl", "address"));
        assertThat(with("token", "a\nb")).isEqualTo(new Saved.Wrong("token", "text"));
        assertThat(here(connections::standings)).isEmpty();
    }

    @Test
    void another_workspace_does_not_find_it() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        WorkspaceId other = ConnectedHub.newWorkspace();
        assertThat(hub.in(other, () -> connections.find(made.id()))).isEmpty();
        assertThat(hub.in(other, () -> connections.list("whatsapp"))).isEmpty();
        hub.in(other, () -> {
            connections.markBroken(made.id(), "190");
            connections.remove(made.id());
            return made;
        });
        assertThat(here(() -> connections.working(made.id()))).isTrue();
    }

    @Test
    void broken_and_working_are_told_apart_with_the_reason() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        here(() -> {
            connections.markBroken(made.id(), "190");
            connections.told(made.id(), "phone_number_quality_update", "RED");
            return made;
        });
        Standing standing = here(() -> connections.standing(made.id())).orElseThrow();
        assertThat(standing.brokenBecause()).contains("190");
        assertThat(standing.news()).extracting(Standing.News::detail).containsExactly("RED");
        assertThat(here(() -> connections.working(made.id()))).isFalse();
        here(() -> {
            connections.markWorking(made.id());
            return made;
        });
        assertThat(here(() -> connections.working(made.id()))).isTrue();
    }

    @Test
    void the_environment_makes_one_connection_and_renews_it() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("WHATSAPP_TOKEN", "t1")
                .withProperty("WHATSAPP_PHONE_ID", "100")
                .withProperty("META_APP_SECRET", "s1");
        Connection first = kept(environment);
        assertThat(kept(environment)).isEqualTo(first);
        environment.setProperty("WHATSAPP_APP_SECRET", "s2");
        Connection renewed = kept(environment);
        assertThat(renewed.id()).isEqualTo(first.id());
        assertThat(renewed.path()).isEqualTo(first.path());
        assertThat(Settings.texts(renewed.settings(), true)).containsEntry("appSecret", "s2");
        assertThat(here(connections::standings)).singleElement().matches(Standing::fromEnvironment);
        assertThat(here(() -> connections.fromEnvironment(new MockEnvironment().withProperty("META_APP_SECRET", "x"))))
                .isEmpty();
    }

    @Test
    void signs_of_life_are_written_down() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        SignsOfLife signs = hub.part(SignsOfLife.class);
        assertThat(signs.lastWebhook(made.id())).isEmpty();
        signs.webhook(made);
        signs.sent(made);
        assertThat(signs.lastWebhook(made.id())).isPresent();
        signs.write();
        assertThat(signs.lastWebhook(made.id())).isPresent();
        assertThat(here(() -> connections.standing(made.id())).orElseThrow().lastSentAt())
                .isPresent();
        assertThat(hub.look("select 1 from connections.life where webhook_at is not null and sent_at is not null"))
                .hasSize(1);
    }

    @Test
    void what_missed_a_delivery_is_over_as_soon_as_one_came() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        List<Finding> found = List.of(finding("whatsapp." + Finding.NO_WEBHOOK_YET), finding("whatsapp.token-expires"));
        hub.transaction(workspace, () -> {
            hub.part(Standings.class).keep(made.id(), found);
            return true;
        });
        SignsOfLife signs = hub.part(SignsOfLife.class);
        signs.sent(made);
        signs.write();
        assertThat(findings(made)).hasSize(2);
        signs.webhook(made);
        signs.write();
        assertThat(findings(made)).containsExactly("whatsapp.token-expires");
    }

    private static Finding finding(String code) {
        return new Finding(code, Finding.Verdict.WARNING, List.of(), java.util.Optional.empty());
    }

    private List<String> findings(Connection connection) {
        return here(() -> connections.standing(connection.id())).orElseThrow().findings().stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void what_cannot_be_read_is_listed_and_can_be_read_again() {
        Connection made = create(workspace, Meta.settings("100", "200"));
        byte[] body = {'{', (byte) 0xFF, 0};
        Knock knock = new Knock(
                "POST",
                "whatsapp/messages",
                java.util.Optional.empty(),
                Map.of(),
                Map.of("x-hub-signature-256", Meta.sign(Meta.APP_SECRET, body)),
                body);
        assertThat(hub.part(Door.class).knock(knock)).isEqualTo(Answer.TAKEN);
        Envelopes envelopes = hub.part(Envelopes.class);
        UUID id = UUID.fromString(
                hub.look("select id::text from connections.envelope").getFirst());
        Envelope loaded = here(() -> envelopes.load(List.of(id))).getFirst();
        assertThat(loaded.body()).isEqualTo(body);
        assertThat(loaded.connection()).isEqualTo(made.id());
        assertThat(Duration.between(loaded.receivedAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
        hub.transaction(workspace, () -> {
            envelopes.setAside(id, "not JSON");
            return id;
        });
        hub.change("delete from work.item");
        assertThat(hub.transaction(workspace, envelopes::unreadable))
                .singleElement()
                .satisfies(found -> assertThat(found.reason()).isEqualTo("not JSON"));
        assertThat(hub.transaction(ConnectedHub.newWorkspace(), envelopes::unreadable))
                .isEmpty();
        hub.transaction(workspace, () -> {
            envelopes.replay(id);
            return id;
        });
        assertThat(hub.look("select payload->'envelopes'->>0 from work.item where kind = 'read'"))
                .containsExactly(id.toString());
        assertThat(here(() -> envelopes.load(List.of(id)))).hasSize(1);
        hub.transaction(workspace, () -> {
            envelopes.settle(List.of(id));
            return id;
        });
        assertThat(hub.transaction(workspace, envelopes::unreadable)).isEmpty();
    }

    private Connection kept(MockEnvironment environment) {
        Saved saved = here(() -> connections.fromEnvironment(environment)).get("whatsapp");
        assertThat(saved).isInstanceOf(Saved.Kept.class);
        return ((Saved.Kept) java.util.Objects.requireNonNull(saved)).connection();
    }

    private Saved with(String field, String value) {
        Map<String, String> settings = new HashMap<>(Meta.settings("100", "200"));
        settings.put(field, value);
        return here(() -> connections.create("whatsapp", "", settings));
    }

    private Connection create(WorkspaceId where, Map<String, String> settings) {
        Saved saved = hub.in(where, () -> connections.create("whatsapp", "Number", settings));
        assertThat(saved).isInstanceOf(Saved.Kept.class);
        return ((Saved.Kept) saved).connection();
    }

    private <R> R here(Supplier<R> work) {
        return hub.in(workspace, work);
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
