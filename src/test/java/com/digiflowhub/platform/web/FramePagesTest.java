package com.digiflowhub.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramePagesTest {
    private final RunningHub hub = RunningHub.shared();
    private ConnectedWorkspace workspace;
    private PlainBrowser browser;

    @BeforeAll
    void sign_in() {
        workspace = hub.newWorkspace();
        browser = PlainBrowser.signedIn(hub, workspace.owner());
    }

    @AfterAll
    void leave() {
        workspace.close();
    }

    @Test
    void the_browser_s_language_decides_until_the_person_does() {
        PlainBrowser stranger = new PlainBrowser(hub.address());

        assertThat(stranger.speaking("fr-FR,fr;q=0.9,en;q=0.5").open("/sign-in").text())
                .contains("<html lang=\"fr\"", "Se connecter");
        assertThat(stranger.speaking("de,en;q=0.5").open("/sign-in").text()).contains("<html lang=\"en\"", "Sign in");
    }

    @Test
    void a_chosen_language_and_theme_are_kept_and_the_page_is_shown_again() {
        PlainBrowser person = PlainBrowser.signedIn(hub, workspace.owner());
        person.open("/nothing-here");

        PlainBrowser.Shown language = person.submit("/preferences/language", Map.of("value", "en"));
        PlainBrowser.Shown theme = person.submit("/preferences/theme", Map.of("value", "dark"));
        PlainBrowser.Shown after = person.open("/nothing-here");

        assertThat(language.location()).isEqualTo("/contacts?page=2");
        assertThat(theme.status()).isEqualTo(303);
        assertThat(after.text()).contains("lang=\"en\" data-theme=\"dark\"");
    }

    @Test
    void a_preference_that_does_not_exist_is_refused() {
        browser.open("/nothing-here");

        PlainBrowser.Shown refused = browser.submit("/preferences/theme", Map.of("value", "plaid"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("set-cookie")).doesNotContain("theme");
    }

    @Test
    void a_page_that_is_not_there_says_so_in_words_and_not_in_traces() {
        PlainBrowser.Shown missing = browser.open("/nothing-here");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text())
                .contains("Cette page n’existe pas")
                .doesNotContain("Exception", "org.springframework", "Whitelabel");
    }

    @Test
    void pages_allow_no_script_or_style_but_their_own_and_stand_in_no_other_s_frame() {
        PlainBrowser.Shown page = new PlainBrowser(hub.address()).open("/sign-in");

        assertThat(page.header("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
        assertThat(page.header("cache-control")).contains("no-store");
        assertThat(page.text())
                .doesNotContain("<script>", "<style", " style=\"", " onclick=", "javascript:")
                .contains("<script src=\"/hub.js?v=");
    }

    @Test
    void without_https_no_browser_is_told_to_insist_on_it() {
        assertThat(new PlainBrowser(hub.address()).open("/sign-in").header("strict-transport-security"))
                .isEmpty();
    }

    @Test
    void stylesheets_and_scripts_are_there_for_strangers() {
        PlainBrowser stranger = new PlainBrowser(hub.address());

        assertThat(stranger.open("/hub.css").status()).isEqualTo(200);
        assertThat(stranger.open("/hub.js").status()).isEqualTo(200);
        assertThat(stranger.open("/vendor/htmx-2.0.10.min.js").status()).isEqualTo(200);
        assertThat(stranger.open("/favicon.svg").header("content-type")).contains("svg");
    }

    @Test
    void a_form_without_its_token_changes_nothing() {
        assertThat(browser.submitBare("/preferences/theme", Map.of("value", "dark"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_stream_of_changes_is_for_those_who_are_signed_in() {
        PlainBrowser.Shown refused = new PlainBrowser(hub.address()).open("/live");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("hx-redirect")).isEqualTo("/sign-in");
    }
}
