package com.digiflowhub.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.settings.GivenVariables.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class VariablesTest {
    private static final String MISSION = """
            ```javascript
            WHATSAPP_TOKEN=your_token_here
            WEBHOOK_VERIFY_TOKEN=your_verify_token
            EMAIL_HOST=smtp.gmail.com
            EMAIL_PORT=587
            EMAIL_PASSWORD=app_specific_password
            ```
            - **Configuration Outlook/Office365**:
            EMAIL_HOST=smtp.office365.com
            TWILIO_PHONE_NUMBER=+1234567890
            META_AD_ACCOUNT_ID=act_123456789
            GOOGLE_ADS_CUSTOMER_ID=123-456-7890
            NEXTAUTH_URL=https://your-domain.com
            JWT_SECRET=your_jwt_secret
            JWT_EXPIRY=7d
            RATE_LIMIT_WINDOW=15min
            """;

    @TempDir
    Path folder;

    @Test
    void the_mission_s_examples_are_not_set_and_are_named() throws IOException {
        GivenVariables given = read(MISSION, Map.of());
        for (String name : new String[] {
            "WHATSAPP_TOKEN",
            "WEBHOOK_VERIFY_TOKEN",
            "EMAIL_PASSWORD",
            "TWILIO_PHONE_NUMBER",
            "META_AD_ACCOUNT_ID",
            "GOOGLE_ADS_CUSTOMER_ID",
            "NEXTAUTH_URL",
            "JWT_SECRET"
        }) {
            assertThat(given.find(name).orElseThrow().fate()).as(name).isEqualTo(Fate.EXAMPLE);
            assertThat(given.getProperty(name)).as(name).isEqualTo("");
        }
        assertThat(given.getProperty("JWT_EXPIRY")).isEqualTo("7d");
    }

    @Test
    void of_a_name_given_twice_the_last_counts_and_the_first_is_remembered() throws IOException {
        GivenVariables given = read(MISSION, Map.of());
        assertThat(given.getProperty("EMAIL_HOST")).isEqualTo("smtp.office365.com");
        assertThat(given.find("EMAIL_HOST").orElseThrow().alsoOnLines()).containsExactly(4);
    }

    @Test
    void the_environment_wins_over_the_file() throws IOException {
        GivenVariables given = read("EMAIL_HOST=file", Map.of("EMAIL_HOST", "environment"));
        assertThat(given.getProperty("EMAIL_HOST")).isEqualTo("environment");
    }

    @Test
    void a_near_miss_is_named() throws IOException {
        assertThat(read("WHATSAPP_TOKN=abc", Map.of()).perhapsMeant()).containsEntry("WHATSAPP_TOKN", "WHATSAPP_TOKEN");
        assertThat(read("MY_OWN_THING=abc", Map.of()).perhapsMeant()).doesNotContainKey("MY_OWN_THING");
    }

    @Test
    void demo_leaves_provider_variables_aside() throws IOException {
        GivenVariables given = read("HUB_MODE=demo\nOPENAI_API_KEY=sk-canary", Map.of());
        assertThat(given.find("OPENAI_API_KEY").orElseThrow().fate()).isEqualTo(Fate.LEFT_ASIDE_IN_DEMO);
        assertThat(given.getProperty("OPENAI_API_KEY")).isEqualTo("");
        assertThat(given.toString()).doesNotContain("sk-canary");
    }

    @Test
    void a_mode_that_does_not_exist_stops_the_start() {
        assertThatThrownBy(() -> read("HUB_MODE=production", Map.of()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_MODE");
    }

    @ParameterizedTest
    @CsvSource({"15min,PT15M", "15m,PT15M", "PT15M,PT15M", "7d,PT168H", "30 s,PT30S", "1500ms,PT1.5S", "2H,PT2H"})
    void lengths_of_time_are_read_as_people_write_them(String written, Duration meant) {
        assertThat(Spans.parse(written)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"soon", "15", "15 fortnights", "''"})
    void what_is_no_length_of_time_is_not_guessed(String written) {
        assertThat(Spans.parse(written)).isEmpty();
    }

    private GivenVariables read(String file, Map<String, Object> environmentVariables) throws IOException {
        Files.writeString(folder.resolve(".env"), file);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", environmentVariables));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("folder", Map.of("hub.working-folder", folder.toString())));
        new ReadVariables().postProcessEnvironment(environment, new SpringApplication());
        return (GivenVariables) java.util.Objects.requireNonNull(
                environment.getPropertySources().get(GivenVariables.NAME));
    }
}
