package com.digiflowhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One story on a hub that nobody owns yet: its steps follow each other. */
class SetUpPagesTest {
    private static final Map<String, String> FORM = Map.of(
            "workspace", "Maroni Formation",
            "name", "Sandrine <b>Clet</b>",
            "email", "Sandrine@Maroni.example",
            "password", "mille sabords 42",
            "zone", "America/Cayenne");

    @Test
    void the_first_person_makes_the_account_and_nobody_after_them() {
        try (RunningHub hub = RunningHub.start()) {
            String code = hub.part(FirstOwner.class).link().reveal();
            PlainBrowser first = new PlainBrowser(hub.address());
            PlainBrowser second = new PlainBrowser(hub.address());
            second.open("/set-up/" + code);

            a_wrong_form_is_shown_again_with_what_was_typed(first, code);
            the_owner_comes_in(hub, first, code);
            the_link_is_of_no_more_use(hub, second, code);
        }
    }

    @Test
    void an_address_that_was_guessed_makes_nobody_owner() {
        try (RunningHub hub = RunningHub.start()) {
            PlainBrowser stranger = new PlainBrowser(hub.address());

            assertThat(stranger.open("/set-up/guessed").text()).doesNotContain("name=\"password\"");
            assertThat(stranger.submit("/set-up/guessed", FORM).status()).isEqualTo(410);

            assertThat(hub.part(FirstOwner.class).missing()).isTrue();
        }
    }

    private static void a_wrong_form_is_shown_again_with_what_was_typed(PlainBrowser browser, String code) {
        browser.open("/set-up/" + code);
        PlainBrowser.Shown weak = browser.submit("/set-up/" + code, with("password", "password"));
        PlainBrowser.Shown nameless = browser.submit("/set-up/" + code, with("name", "  "));
        PlainBrowser.Shown mistyped = browser.submit("/set-up/" + code, with("email", "sandrine"));

        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.text())
                .contains("Trop de personnes utilisent ce mot de passe", "value=\"Maroni Formation\"")
                .contains("Sandrine &lt;b>Clet&lt;/b>")
                .doesNotContain("value=\"password\"");
        assertThat(nameless.text()).contains("id=\"wrong-name\"").doesNotContain("id=\"wrong-email\"");
        assertThat(mistyped.text()).contains("id=\"wrong-email\"");
    }

    private static void the_owner_comes_in(RunningHub hub, PlainBrowser browser, String code) {
        PlainBrowser.Shown made = browser.submit("/set-up/" + code, FORM);

        assertThat(made.status()).isEqualTo(303);
        assertThat(browser.cookies()).containsKey("hub");
        assertThat(hub.look("select email from identity.hub_user")).containsExactly("sandrine@maroni.example");
        assertThat(hub.look("select name || ' ' || locale || ' ' || zone from identity.workspace"))
                .containsExactly("Maroni Formation fr America/Cayenne");
        assertThat(hub.look("select password_hash from identity.hub_user").getFirst())
                .startsWith("$argon2id$")
                .doesNotContain("sabords");
    }

    private static void the_link_is_of_no_more_use(RunningHub hub, PlainBrowser late, String code) {
        PlainBrowser.Shown refused = late.submit("/set-up/" + code, with("email", "late@example.example"));

        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.text()).contains("Ce hub a déjà son propriétaire");
        assertThat(hub.look("select count(*) from identity.hub_user")).containsExactly("1");
    }

    private static Map<String, String> with(String field, String value) {
        Map<String, String> form = new HashMap<>(FORM);
        form.put(field, value);
        return form;
    }
}
