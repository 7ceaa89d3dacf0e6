package com.digiflowhub.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.OneTimeLinks;
import com.digiflowhub.identity.Passwords;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.identity.Users;
import com.digiflowhub.identity.Workspaces;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPagesTest {
    private static final String PASSWORD = "mille sabords 42";

    private final RunningHub hub = RunningHub.shared();
    private final PlainBrowser browser = new PlainBrowser(hub.address());

    @Test
    void a_stranger_is_led_to_the_sign_in_and_back_to_where_they_wanted() {
        User user = newUser("Agence A");

        assertThat(browser.open("/preferences/nowhere").location()).startsWith("/sign-in?next=");
        browser.open("/sign-in?next=%2Fcontacts");
        PlainBrowser.Shown signedIn =
                browser.submit("/sign-in", Map.of("email", user.email(), "password", PASSWORD, "next", "/contacts"));

        assertThat(signedIn.status()).isEqualTo(303);
        assertThat(signedIn.location()).isEqualTo("/contacts");
    }

    @Test
    void a_wrong_password_keeps_the_address_and_tells_nothing_of_who_exists() {
        User user = newUser("Agence B");

        browser.open("/sign-in");
        PlainBrowser.Shown wrong = browser.submit("/sign-in", Map.of("email", user.email(), "password", "no"));
        browser.open("/sign-in");
        PlainBrowser.Shown nobody =
                browser.submit("/sign-in", Map.of("email", "nobody@nowhere.example", "password", "no"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains(user.email(), "role=\"alert\"").doesNotContain("value=\"no\"");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(message(nobody)).isEqualTo(message(wrong));
    }

    @Test
    void the_session_s_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        User user = newUser("Agence C");

        browser.open("/sign-in");
        PlainBrowser.Shown signedIn = browser.submit("/sign-in", Map.of("email", user.email(), "password", PASSWORD));

        assertThat(signedIn.header("set-cookie"))
                .contains("hub=")
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "javascript:alert(1)",
                "/\n/evil.example"
            })
    void nobody_is_sent_to_another_host(String next) {
        User user = newUser("Agence D");

        browser.open("/sign-in");
        PlainBrowser.Shown signedIn =
                browser.submit("/sign-in", Map.of("email", user.email(), "password", PASSWORD, "next", next));

        assertThat(signedIn.location()).isEqualTo("/");
    }

    @Test
    void a_form_of_another_site_is_refused() {
        User user = newUser("Agence E");

        browser.open("/sign-in");

        assertThat(browser.submitBare("/sign-in", Map.of("email", user.email(), "password", PASSWORD))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_one_time_link_opens_once_and_looking_at_it_does_not_use_it_up() {
        User user = newUser("Agence F");
        String code = hub.part(OneTimeLinks.class)
                .issue(OneTimeLinks.Purpose.SIGN_IN, Optional.of(user.id()), Duration.ofHours(1))
                .reveal();

        assertThat(browser.open("/sign-in/link/" + code).text()).contains("data-submit-at-once");
        browser.open("/sign-in/link/" + code);
        PlainBrowser.Shown first = browser.submit("/sign-in/link/" + code, Map.of());
        PlainBrowser second = new PlainBrowser(hub.address());
        second.open("/sign-in/link/" + code);
        PlainBrowser.Shown again = second.submit("/sign-in/link/" + code, Map.of());

        assertThat(first.status()).isEqualTo(303);
        assertThat(browser.cookies()).containsKey("hub");
        assertThat(again.status()).isEqualTo(410);
        assertThat(second.cookies()).doesNotContainKey("hub");
    }

    @Test
    void a_link_that_nobody_issued_says_so_kindly() {
        PlainBrowser.Shown shown = browser.open("/sign-in/link/abcdef");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text()).doesNotContain("data-submit-at-once").contains("href=\"/sign-in\"");
    }

    @Test
    void signing_out_ends_the_session_at_once() {
        User user = newUser("Agence G");
        PlainBrowser signedIn = PlainBrowser.signedIn(hub, user.id());
        String code = java.util.Objects.requireNonNull(signedIn.cookies().get("hub"));
        signedIn.open("/contacts");

        assertThat(signedIn.submit("/sign-out", Map.of()).location()).isEqualTo("/sign-in");

        assertThat(hub.part(com.digiflowhub.identity.Sessions.class).find(code)).isEmpty();
        assertThat(signedIn.open("/contacts").location()).startsWith("/sign-in");
    }

    @Test
    void who_belongs_to_two_workspaces_changes_between_them_and_to_no_other() {
        User user = newUser("Première");
        WorkspaceId second = workspace("Seconde", user.id());
        WorkspaceId foreign = workspace("Étrangère", newUser("Ailleurs").id());
        PlainBrowser signedIn = PlainBrowser.signedIn(hub, user.id());
        String code = java.util.Objects.requireNonNull(signedIn.cookies().get("hub"));
        signedIn.open("/contacts");

        assertThat(signedIn.submit("/workspace", Map.of("workspace", second.toString()))
                        .status())
                .isEqualTo(303);
        assertThat(signedIn.submit("/workspace", Map.of("workspace", foreign.toString()))
                        .status())
                .isEqualTo(404);

        assertThat(hub.part(com.digiflowhub.identity.Sessions.class)
                        .find(code)
                        .orElseThrow()
                        .workspace())
                .isEqualTo(second);
    }

    @Test
    void too_many_wrong_tries_are_told_to_wait() {
        User user = newUser("Agence H");
        PlainBrowser.Shown last = browser.open("/sign-in");
        for (int n = 0; n < 9; n++) {
            last = browser.submit("/sign-in", Map.of("email", user.email(), "password", "wrong " + n));
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(Long.parseLong(last.header("retry-after"))).isPositive();
        assertThat(browser.submit("/sign-in", Map.of("email", user.email(), "password", PASSWORD))
                        .status())
                .isEqualTo(429);
    }

    private User newUser(String workspace) {
        User user = hub.part(Users.class)
                .register(
                        "person-" + UUID.randomUUID() + "@agency.example",
                        "Sandrine Clet",
                        Optional.of(hub.part(Passwords.class).hash(PASSWORD)));
        workspace(workspace, user.id());
        return user;
    }

    private WorkspaceId workspace(String name, UserId owner) {
        return hub.part(Workspaces.class).create(name, Locale.FRENCH, ZoneId.of("America/Cayenne"), owner);
    }

    private static String message(PlainBrowser.Shown shown) {
        return shown.text().replaceAll("(?s).*role=\"alert\"[^>]*>(.*?)</p>.*", "$1");
    }
}
