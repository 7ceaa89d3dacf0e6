package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.ConnectionId;
import com.digiflowhub.connections.Connections;
import com.digiflowhub.sandbox.whatsapp.TokenState;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Parcel;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.PlainBrowser.Shown;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.Staff;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionPagesTest {
    private static final String LIST = "/settings/connections";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final PlainBrowser owner =
            PlainBrowser.signedIn(hub, workspace.owner()).speaking("en");
    private final String one = LIST + "/" + workspace.connection();

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void the_settings_begin_with_the_connections() {
        assertThat(owner.open("/settings").location()).isEqualTo(LIST);
        assertThat(owner.open(LIST).text())
                .contains("<h1>Connections</h1>", "WhatsApp", "not checked yet")
                .contains("href=\"/settings/connections\" aria-current=\"page\"");
        assertThat(owner.speaking("fr").open(LIST).text()).contains("<h1>Connexions</h1>", "pas encore vérifiée");
    }

    @Test
    void a_refused_token_is_told_with_its_remedy() {
        workspace.sandbox().whatsApp().account().token(TokenState.REFUSED);

        assertThat(checked())
                .contains("data-finding=\"whatsapp.token-refused\"")
                .contains("Meta refuses the access token.")
                .contains("Make a new one for a system user at business.facebook.com")
                .contains("Broken:", "token refused")
                .doesNotContain("whatsapp.permission-missing", "whatsapp.token-expires");
    }

    @Test
    void a_token_that_expires_is_told_with_its_day_and_its_remedy() {
        workspace.sandbox().whatsApp().account().token(TokenState.EXPIRING);

        assertThat(checked())
                .contains("data-finding=\"whatsapp.token-expires\"")
                .containsPattern("The access token ends on \\d{1,2} \\p{L}+ 20\\d\\d; from then on nothing can be sent")
                .contains("Replace it before then")
                .contains("Warning:")
                .doesNotContain("whatsapp.token-refused");
    }

    @Test
    void a_missing_permission_is_named() {
        workspace.sandbox().whatsApp().account().token(TokenState.MANAGEMENT_MISSING);

        assertThat(checked())
                .contains("The access token lacks a permission: whatsapp_business_management.")
                .contains("give the system user this permission")
                .doesNotContain("whatsapp.token-refused");
    }

    @Test
    void a_number_that_is_not_registered_is_told_with_its_remedy() {
        workspace.sandbox().whatsApp().account().registered(false);

        assertThat(checked())
                .contains("is not registered for the Cloud API", "In WhatsApp Manager")
                .contains(workspace.account().phoneNumberId());
    }

    @Test
    void one_press_subscribes_an_app_that_is_not_subscribed() {
        workspace.sandbox().whatsApp().account().subscribed(false);
        assertThat(checked()).contains("The app is not subscribed", "Subscribe at Meta");

        Shown pressed = owner.submit(one + "/act", Map.of("action", "subscribe", "from", "one"));

        assertThat(pressed.location()).isEqualTo(one);
        assertThat(workspace.sandbox().whatsApp().account().subscribed()).isTrue();
        assertThat(owner.open(one).text()).doesNotContain("Subscribe at Meta", "whatsapp.app-not-subscribed");
    }

    @Test
    void no_signed_delivery_yet_is_told_until_one_comes() {
        assertThat(checked())
                .contains("No signed delivery has come from Meta yet.", "Paste the address and the verify token")
                .doesNotContain("Last signed delivery");

        workspace.phone(Cast.CLAIRE).writes("Bonjour");
        Patience.waitUntil("a signed delivery", () -> owner.open(one).text().contains("Last signed delivery came"));

        assertThat(checked())
                .doesNotContain("whatsapp.no-webhook-yet")
                .contains("Last signed delivery came", "subscription are right", "badge green");
    }

    @Test
    void a_delivery_that_another_secret_signed_is_told_until_a_right_one_comes() {
        byte[] body =
                workspace.parcel().text(Cast.CLAIRE, Parcel.newId(), "Bonjour").body();
        int status = workspace
                .hub()
                .caller()
                .with("Content-Type", "application/json")
                .with("X-Hub-Signature-256", Parcel.sign("another secret", body))
                .postBytes("/api/webhooks/whatsapp/messages", body)
                .status();
        assertThat(status).isEqualTo(403);
        assertThat(checked())
                .contains("this app secret did not sign it", "Copy the app secret again")
                .doesNotContain("No signed delivery has come");

        assertThat(Parcel.post(workspace, body)).isEqualTo(200);

        assertThat(checked()).doesNotContain("this app secret did not sign it");
    }

    @Test
    void only_what_a_finding_offers_can_be_pressed() {
        checked();
        assertThat(owner.submit(one + "/act", Map.of("action", "subscribe")).status())
                .isEqualTo(409);
        assertThat(owner.submit(one + "/act", Map.of("action", "<script>")).status())
                .isEqualTo(409);
    }

    @Test
    void what_is_broken_lies_open_and_is_counted_at_the_top() {
        assertThat(owner.open(LIST).text()).contains("All connections work").doesNotContain("class=\"findings\"");

        workspace.sandbox().whatsApp().account().token(TokenState.REFUSED);
        owner.open(LIST);
        assertThat(owner.submit(LIST + "/check", Map.of()).location()).isEqualTo(LIST);

        assertThat(owner.open(LIST).text())
                .contains("1 connection to look at", "One thing to settle.", "class=\"findings\"")
                .contains("aria-label=\"one to look at\"");
        assertThat(owner.open("/settings/connections/list").text())
                .startsWith("<header")
                .contains("class=\"findings\"");
    }

    @Test
    void both_addresses_are_shown_whole() {
        String path = workspace.openConnection().path();
        assertThat(owner.open(one).text())
                .contains("/api/webhooks/whatsapp/messages/" + path + "</code>")
                .contains("/api/webhooks/whatsapp/messages</code>")
                .contains("/api/webhooks/whatsapp/status/" + path + "</code>")
                .contains("/api/webhooks/whatsapp/status</code>")
                .contains("data-copies=\"address-" + workspace.connection() + "\"");
    }

    @Test
    void no_secret_is_in_any_page_but_the_verify_token_that_an_owner_asks_for() {
        for (String page : List.of(LIST, LIST + "/list", one, one + "/part", one + "/edit", one + "/remove")) {
            assertThat(owner.open(page).text())
                    .as(page)
                    .doesNotContain(
                            workspace.account().token(),
                            workspace.account().appSecret(),
                            workspace.account().verifyToken());
        }
        assertThat(owner.open(one).text()).contains("••••••••</code>");

        assertThat(owner.submit(one + "/show", Map.of("field", "verifyToken")).text())
                .contains(">" + workspace.account().verifyToken() + "</code>");
        assertThat(owner.submit(one + "/show", Map.of("field", "token")).status())
                .isEqualTo(404);
        assertThat(owner.submit(one + "/show", Map.of("field", "appSecret")).status())
                .isEqualTo(404);
    }

    @Test
    void a_member_reads_and_changes_nothing() {
        PlainBrowser member = member();

        assertThat(member.open(one).text())
                .contains("WhatsApp", "/api/webhooks/whatsapp/messages")
                .doesNotContain("action=\"" + one);
        assertThat(member.open(LIST).text()).contains("Owners of the workspace can change it");
        for (String path : List.of("/check", "/act?action=subscribe", "/show?field=verifyToken", "/remove", "/edit")) {
            Shown refused = member.submit(one + path, Map.of());
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.text()).as(path).contains("An owner decides this");
        }
        assertThat(member.open(one + "/edit").status()).isEqualTo(403);
        assertThat(member.open(LIST + "/new/whatsapp").status()).isEqualTo(403);
        assertThat(owner.open(one).status()).isEqualTo(200);
    }

    @Test
    void nothing_is_changed_without_the_token_against_forgery() {
        owner.open(one);
        assertThat(owner.submitBare(one + "/remove", Map.of()).status()).isEqualTo(403);
        assertThat(owner.open(one).status()).isEqualTo(200);
    }

    @Test
    void the_connection_of_another_workspace_is_not_there() {
        ConnectedWorkspace other = hub.newWorkspace();
        assertThat(owner.open(LIST + "/" + other.connection()).status()).isEqualTo(404);
        assertThat(owner.open(LIST + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        owner.open(LIST);
        assertThat(owner.submit(LIST + "/" + other.connection() + "/remove", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(other.openConnection().id()).isEqualTo(other.connection());
        other.close();
    }

    @Test
    void removing_says_what_will_be_gone_and_then_wipes_it() {
        hub.change("""
                insert into connections.unreadable (workspace_id, id, connection_id, headers, body, reason, set_aside_at)
                values ('%s', gen_random_uuid(), '%s', '{}', ''::bytea, 'torn', now())
                """.formatted(workspace.id(), workspace.connection()));

        assertThat(owner.open(one + "/remove").text())
                .contains("Remove WhatsApp?", "9 settings, 3 of them secrets", "1 delivery that could not be read")
                .contains("Every conversation, message, contact and lead");
        assertThat(owner.submit(one + "/remove", Map.of()).location()).isEqualTo(LIST);

        assertThat(owner.open(LIST).text()).contains("not connected", "Nothing connected yet", "Connect WhatsApp");
        assertThat(workspace.look("select settings::text from connections.connection where workspace_id = :here"))
                .containsExactly("{}");
    }

    @Test
    void a_paused_connection_says_so_and_is_no_fault() {
        owner.open(one);
        assertThat(owner.submit(one + "/pause", Map.of()).location()).isEqualTo(one);

        assertThat(owner.open(LIST).text())
                .contains("Paused: nothing leaves by it", "All connections work", one + "/resume")
                .doesNotContain("class=\"findings\"");
        assertThat(workspace.in(() -> hub.part(Connections.class).working(workspace.connection())))
                .isFalse();

        assertThat(owner.submit(one + "/resume", Map.of()).location()).isEqualTo(one);
        assertThat(owner.open(LIST).text()).contains("not checked yet", one + "/pause");
        assertThat(member().submit(one + "/pause", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void why_the_provider_refused_a_send_is_told_even_before_a_check() {
        workspace.run(() -> hub.part(Connections.class).markBroken(workspace.connection(), "4711"));

        assertThat(owner.open(LIST).text())
                .contains("does not work", "WhatsApp refused our last send (reason 4711).")
                .contains("Check the connection: the check says what to do.");
    }

    @Test
    void what_the_provider_told_about_the_account_is_shown_as_text() {
        workspace.run(() -> {
            ConnectionId id = workspace.connection();
            hub.part(Connections.class).told(id, "phone_number_quality_update", "YELLOW · <b>x</b>");
            hub.part(Connections.class).told(id, "something_new", "42");
        });

        assertThat(owner.open(one).text())
                .contains("What WhatsApp told about the account", "Quality and limit of the number")
                .contains("YELLOW · &lt;b&gt;x&lt;/b&gt;", "Something new");
    }

    private String checked() {
        owner.open(one);
        assertThat(owner.submit(one + "/check", Map.of("from", "one")).location())
                .isEqualTo(one);
        return owner.open(one).text();
    }

    private PlainBrowser member() {
        return Staff.member(hub, workspace).speaking("en");
    }
}
