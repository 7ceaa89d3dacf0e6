package com.digiflowhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.PlainBrowser.Shown;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.Staff;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyPagesTest {
    private static final String PAGE = "/settings/keys";
    private static final Pattern SECRET = Pattern.compile("<code id=\"secret\">([^<]+)</code>");

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace workspace = hub.newWorkspace();
    private final PlainBrowser owner =
            PlainBrowser.signedIn(hub, workspace.owner()).speaking("en");

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void an_empty_list_teaches_what_a_key_is_for() {
        assertThat(owner.open(PAGE).text()).contains("No key yet", "is to send leads or read conversations");
    }

    @Test
    void a_key_is_shown_once_and_opens_the_api() {
        String secret = created("Website <form>");

        assertThat(owner.open(PAGE).text())
                .contains("Website &lt;form&gt;", secret.substring(secret.length() - 4))
                .doesNotContain(secret);
        assertThat(hub.caller().bearer(secret).get("/api/conversations").status())
                .isEqualTo(200);
    }

    @Test
    void a_revoked_key_opens_nothing_and_stays_listed() {
        String secret = created("Old script");
        String id = workspace
                .in(() -> hub.part(ApiKeys.class).list())
                .getFirst()
                .id()
                .toString();
        assertThat(owner.open(PAGE).text()).contains("Whatever uses this key is refused from now on");

        assertThat(owner.submit(PAGE + "/" + id + "/revoke", Map.of()).location())
                .isEqualTo(PAGE);

        assertThat(hub.caller().bearer(secret).get("/api/conversations").status())
                .isEqualTo(401);
        assertThat(owner.open(PAGE).text())
                .contains("Old script", "revoked now")
                .doesNotContain(id + "/revoke");
    }

    @Test
    void a_key_without_a_name_is_refused_beside_the_field() {
        owner.open(PAGE);
        Shown refused = owner.submit(PAGE, Map.of("name", "   "));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("id=\"wrong-name\"", "Give it a name", "aria-invalid=\"true\"");
        assertThat(owner.submit(PAGE, Map.of("name", "n".repeat(81))).text())
                .contains("At most 80 characters.", "value=\"" + "n".repeat(81) + "\"");
        assertThat(workspace.in(() -> hub.part(ApiKeys.class).list())).isEmpty();
    }

    @Test
    void keys_are_for_owners() {
        PlainBrowser member = Staff.member(hub, workspace).speaking("en");
        assertThat(member.open(PAGE).status()).isEqualTo(403);
        assertThat(member.open("/settings/team").text()).doesNotContain("href=\"" + PAGE + "\"");
        assertThat(member.submit(PAGE, Map.of("name", "mine")).status()).isEqualTo(403);
        assertThat(owner.submitBare(PAGE, Map.of("name", "forged")).status()).isEqualTo(403);
        assertThat(workspace.in(() -> hub.part(ApiKeys.class).list())).isEmpty();
    }

    @Test
    void the_team_is_listed_with_what_each_may_do() {
        PlainBrowser member = Staff.member(hub, workspace).speaking("en");
        assertThat(member.open("/settings/team").text())
                .contains("2 people work in this workspace", Cast.OWNER, Cast.COLLEAGUE)
                .contains("may do everything", "answers people, reads the settings")
                .containsPattern(Cast.COLLEAGUE + "</b> <span class=\"hint\">you</span>");
        assertThat(owner.speaking("fr").open("/settings/team").text()).contains("Équipe", "propriétaire");
    }

    private String created(String name) {
        owner.open(PAGE);
        Shown made = owner.submit(PAGE, Map.of("name", name));
        Matcher secret = SECRET.matcher(made.text());
        assertThat(secret.find()).as("the secret").isTrue();
        assertThat(made.header("cache-control")).contains("no-store");
        return secret.group(1);
    }
}
