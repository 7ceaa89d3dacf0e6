package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.Staff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The mission's whole block of variables as somebody pastes it, with two lines of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VariablePagesTest {
    private static final String OWN_LINES = """

            WHATSAPP_TOKN=EAAnever-show-this
            TIKTOK_APP_SECRET=tiktok-never-show-this
            """;

    private RunningHub hub;
    private ConnectedWorkspace workspace;
    private String page;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        try (InputStream mission = Objects.requireNonNull(getClass().getResourceAsStream("/mission/variables.env"))) {
            String block = new String(mission.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve(".env"), block + OWN_LINES);
        }
        hub = RunningHub.start(Map.of(
                "hub.working-folder",
                folder.toString(),
                "APP_URL",
                "http://app.agence.example",
                "API_URL",
                "https://api.agence.example"));
        workspace = hub.newWorkspace();
        page = PlainBrowser.signedIn(hub, workspace.owner())
                .speaking("en")
                .open("/settings/variables")
                .text();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void the_examples_of_the_document_are_named_as_not_set() {
        String examples = page.substring(page.indexOf("Still the example: not set"));
        assertThat(examples)
                .contains(
                        "<code>WHATSAPP_TOKEN</code>", "<code>GOOGLE_ADS_CUSTOMER_ID</code>", "<code>JWT_SECRET</code>")
                .contains("<code>NEXTAUTH_URL</code>", "<code>META_AD_ACCOUNT_ID</code>", "<code>EMAIL_PASSWORD</code>")
                .doesNotContain("<code>OPENAI_MODEL</code>", "<code>JWT_EXPIRY</code>");
        assertThat(page).contains("still hold the document’s example");
    }

    @Test
    void what_counts_is_named_with_where_it_came_from_and_what_it_sets() {
        String set = page.substring(page.indexOf("These count."), page.indexOf("Still the example: not set"));
        assertThat(set)
                .contains("<code>OPENAI_TEMPERATURE</code>", "<code>SENTRY_ENVIRONMENT</code>")
                .containsPattern(
                        "<code>JWT_EXPIRY</code>[\\s\\S]{0,200}life of API tokens[\\s\\S]{0,80}\\.env, line 63")
                .containsPattern("<code>DATABASE_URL</code>[\\s\\S]{0,200}environment");
        assertThat(page)
                .containsPattern("<code>WHATSAPP_TOKEN</code>[\\s\\S]{0,120}WhatsApp, Access token")
                .containsPattern("<code>TWILIO_AUTH_TOKEN</code>[\\s\\S]{0,200}that this version does not know yet");
    }

    @Test
    void a_name_given_twice_says_which_line_counts() {
        assertThat(page)
                .containsPattern(
                        "<code>EMAIL_HOST</code>[\\s\\S]{0,300}\\.env, line 15 · also on line 8: the last one counts")
                .containsPattern("<code>TIKTOK_APP_SECRET</code>[\\s\\S]{0,300}also on line 54");
    }

    @Test
    void a_near_miss_is_named_with_what_was_meant() {
        assertThat(page).containsPattern("<code>WHATSAPP_TOKN</code>[\\s\\S]{0,160}<code>WHATSAPP_TOKEN</code>");
    }

    @Test
    void an_address_that_is_not_https_is_red_in_live_mode() {
        assertThat(page)
                .containsPattern("state red[\\s\\S]{0,900}<code>APP_URL</code>[\\s\\S]{0,200}http://app.agence.example")
                .contains("Set APP_URL to an address that begins with https")
                .doesNotContain("Set API_URL to an address");
    }

    @Test
    void no_value_is_shown() {
        assertThat(page)
                .doesNotContain("never-show-this", "gpt-4-turbo-preview", "smtp.office365.com")
                .doesNotContain(hub.database().password().reveal(), "your_token_here");
    }

    @Test
    void it_is_for_owners() {
        assertThat(Staff.member(hub, workspace).open("/settings/variables").status())
                .isEqualTo(403);
    }
}
