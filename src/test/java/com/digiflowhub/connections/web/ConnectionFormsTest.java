package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.PlainBrowser.Shown;
import com.digiflowhub.testing.RunningHub;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionFormsTest {
    private static final String NEW = "/settings/connections/new/whatsapp";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final PlainBrowser owner =
            PlainBrowser.signedIn(hub, workspace.owner()).speaking("en");
    private final String edit = "/settings/connections/" + workspace.connection() + "/edit";

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void the_form_is_made_from_the_provider_s_settings() {
        assertThat(owner.open(NEW).text())
                .contains("Connect WhatsApp", "<label for=\"phoneId\">Phone number ID")
                .contains("name=\"token\" type=\"password\"", "<code>WHATSAPP_TOKEN</code>")
                .contains("value=\"https://graph.facebook.com\"", "Where to find this at Meta");
        assertThat(owner.open("/settings/connections/new/nobody").status()).isEqualTo(404);
    }

    @Test
    void an_account_is_connected_by_the_form_and_checked_at_once() {
        Map<String, String> typed = freed();
        typed.remove("verifyToken");

        owner.open(NEW);
        Shown saved = owner.submit(NEW, typed);

        assertThat(saved.status()).isEqualTo(303);
        String page = owner.open(saved.location()).text();
        assertThat(page).contains("No signed delivery has come from Meta yet.", "checked just now");
        Standing made =
                workspace.in(() -> hub.part(Connections.class).standings()).getFirst();
        assertThat(made.secrets()).as("made by the hub").containsKey("verifyToken");
        assertThat(made.fromEnvironment()).isFalse();
        assertThat(made.name()).isEqualTo("Front desk");
    }

    @Test
    void a_wrong_field_is_marked_and_keeps_what_was_typed_but_no_secret() {
        Map<String, String> typed = freed();
        typed.put("apiUrl", "ftp://graph");
        typed.put("phoneId", "555\"<i>");

        owner.open(NEW);
        Shown refused = owner.submit(NEW, typed);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("name=\"apiUrl\"", "value=\"ftp://graph\"", "A whole address such as")
                .containsPattern("name=\"apiUrl\"[^>]*aria-invalid=\"true\"[^>]*autofocus")
                .contains("value=\"555&#34;&lt;i>\"", "value=\"Front desk\"", "Secrets must be typed again")
                .contains("<details class=\"more\" open>")
                .doesNotContain(workspace.account().token(), workspace.account().appSecret());
        assertThat(workspace.in(() -> hub.part(Connections.class).standings())).isEmpty();
    }

    @Test
    void a_field_that_is_needed_and_left_empty_is_named() {
        Map<String, String> typed = freed();
        typed.put("phoneId", "  ");
        owner.open(NEW);
        Shown refused = owner.submit(NEW, typed);
        assertThat(refused.text())
                .contains("id=\"wrong-phoneId\"", "This is needed.")
                .doesNotContain("id=\"wrong-token\"");
    }

    @Test
    void an_account_that_is_connected_elsewhere_is_refused_with_the_reason() {
        ConnectedWorkspace other = hub.newWorkspace();
        Map<String, String> typed = new HashMap<>(ConnectedWorkspace.settings(other.sandbox()));

        owner.open(NEW);
        Shown refused = owner.submit(NEW, typed);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("The account " + other.account().phoneNumberId() + " is already connected")
                .containsPattern("name=\"phoneId\"[^>]*aria-invalid=\"true\"");
        other.close();
    }

    @Test
    void a_secret_left_empty_stays_and_a_new_one_replaces_it() {
        String secret = workspace.account().appSecret();
        String lastFour = secret.substring(secret.length() - 4);
        assertThat(owner.open(edit).text())
                .contains("placeholder=\"••••••••" + lastFour + "\"")
                .contains("The one ending in " + lastFour + " is kept when you leave this empty.")
                .as("a short secret shows none of its characters")
                .contains("placeholder=\"••••••••\"", "The present one is kept when you leave this empty.");

        Map<String, String> typed = new HashMap<>(ConnectedWorkspace.settings(workspace.sandbox()));
        typed.put("token", "");
        typed.put("verifyToken", "another-verify-token");
        typed.put("appSecret", "");
        typed.put("_name", "Standard téléphonique");
        assertThat(owner.submit(edit, typed).status()).isEqualTo(303);

        Standing after = workspace
                .in(() -> hub.part(Connections.class).standing(workspace.connection()))
                .orElseThrow();
        assertThat(after.name()).isEqualTo("Standard téléphonique");
        assertThat(after.secrets()).containsEntry("appSecret", lastFour).containsEntry("verifyToken", "oken");
        assertThat(workspace.openConnection().settings().toString())
                .as("the record prints no secret")
                .doesNotContain(workspace.account().token());
        assertThat(owner.submit(one() + "/check", Map.of("from", "one")).status())
                .isEqualTo(303);
        assertThat(owner.open(one()).text()).as("the old token still works").doesNotContain("token-refused");
    }

    @Test
    void what_is_typed_into_a_form_of_changes_is_kept_when_it_is_refused() {
        owner.open(edit);
        Map<String, String> typed = new HashMap<>(ConnectedWorkspace.settings(workspace.sandbox()));
        typed.put("apiVersion", "v24.0");
        typed.put("phoneId", "");
        Shown refused = owner.submit(edit, typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("value=\"v24.0\"", "Settings of WhatsApp", "••••••••")
                .doesNotContain(workspace.account().token());
    }

    private String one() {
        return "/settings/connections/" + workspace.connection();
    }

    /** What one types for this workspace's account, which is free again. */
    private Map<String, String> freed() {
        workspace.run(() -> hub.part(Connections.class).remove(workspace.connection()));
        Map<String, String> typed = new HashMap<>(ConnectedWorkspace.settings(workspace.sandbox()));
        typed.put("_name", "Front desk");
        return typed;
    }
}
