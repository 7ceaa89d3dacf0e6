package com.digiflowhub.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.platform.settings.GivenVariables;
import com.digiflowhub.platform.settings.GivenVariables.Fate;
import com.digiflowhub.platform.web.PublicAddresses;
import com.digiflowhub.testing.RunningHub;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The variables of the mission document, pasted into {@code .env} with the document's own fences around them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissionBlockTest {
    private static final Pattern NAME = Pattern.compile("(?m)^\\s*([A-Z][A-Z0-9_]*)=");

    /** What the document gives a value that is none of its placeholders. */
    private static final List<String> REAL_VALUES = List.of(
            "CALENDLY_WEBHOOK_URL",
            "EMAIL_HOST",
            "EMAIL_PORT",
            "JWT_EXPIRY",
            "OPENAI_MAX_TOKENS",
            "OPENAI_MODEL",
            "OPENAI_TEMPERATURE",
            "RATE_LIMIT_WINDOW",
            "SENTRY_ENVIRONMENT");

    private String block = "";
    private RunningHub hub;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("/mission/variables.env"))) {
            block = new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        Files.writeString(folder.resolve(".env"), block);
        hub = RunningHub.start(Map.of("hub.working-folder", folder.toString()));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void it_starts_the_hub_in_live_mode() throws IOException, InterruptedException {
        assertThat(hub.context().getEnvironment().getProperty("HUB_MODE")).isEqualTo("live");
        try (HttpClient client = HttpClient.newHttpClient()) {
            var health = client.send(
                    HttpRequest.newBuilder(hub.address().resolve("/actuator/health"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void every_name_in_it_is_one_of_ours_and_the_hub_says_what_became_of_it() {
        GivenVariables given = hub.part(GivenVariables.class);
        TreeSet<String> names = new TreeSet<>();
        NAME.matcher(block).results().forEach(found -> names.add(found.group(1)));
        assertThat(names).hasSizeGreaterThan(40);
        assertThat(names)
                .allSatisfy(name -> assertThat(given.find(name)).as(name).isPresent());
        assertThat(given.perhapsMeant()).isEmpty();
    }

    @Test
    void its_placeholders_count_as_not_set_and_its_values_as_set() {
        GivenVariables given = hub.part(GivenVariables.class);
        assertThat(given.all().stream()
                        .filter(one -> one.source().startsWith(".env"))
                        .filter(one -> one.fate() == Fate.SET)
                        .map(GivenVariables.Given::name)
                        .sorted())
                .containsExactlyElementsOf(REAL_VALUES);
        assertThat(given.find("WHATSAPP_TOKEN").orElseThrow().fate()).isEqualTo(Fate.EXAMPLE);
        assertThat(given.find("NEXTAUTH_SECRET").orElseThrow().fate()).isEqualTo(Fate.EXAMPLE);
    }

    @Test
    void of_the_two_mail_hosts_the_last_counts_and_the_page_can_name_the_line_of_the_first() {
        GivenVariables.Given host =
                hub.part(GivenVariables.class).find("EMAIL_HOST").orElseThrow();
        assertThat(hub.context().getEnvironment().getProperty("EMAIL_HOST")).isEqualTo("smtp.office365.com");
        List<String> lines = block.lines().toList();
        assertThat(host.alsoOnLines())
                .singleElement()
                .satisfies(line -> assertThat(lines.get(line - 1)).contains("smtp.gmail.com"));
    }

    @Test
    void it_connects_nothing_and_leaves_the_owner_to_be_set_up() {
        assertThat(hub.look("select count(*) from connections.connection")).containsExactly("0");
        assertThat(hub.part(FirstOwner.class).missing()).isTrue();
    }

    @Test
    void addresses_that_anybody_can_read_are_named_with_their_variables() {
        assertThat(hub.part(PublicAddresses.class).unencrypted())
                .extracting(PublicAddresses.Unencrypted::variable)
                .containsExactly("APP_URL", "API_URL", "WEBHOOKS_URL");
    }
}
