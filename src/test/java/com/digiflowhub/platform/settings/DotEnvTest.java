package com.digiflowhub.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.settings.GivenVariables.Fate;
import com.digiflowhub.testing.LoggedWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The file {@code .env} as people write it, paste it and save it on other systems. */
class DotEnvTest {
    @TempDir
    Path folder;

    static List<List<String>> lines() {
        return List.of(
                List.of("NAME=value", "value"),
                List.of("  NAME = value ", "value"),
                List.of("export NAME=value", "value"),
                List.of("export  NAME=value", "value"),
                List.of("NAME=\"with spaces\"", "with spaces"),
                List.of("NAME='with spaces'", "with spaces"),
                List.of("NAME=\"a # inside\"", "a # inside"),
                List.of("NAME=\"quoted\" # and a comment", "quoted"),
                List.of("NAME=value # a comment", "value"),
                List.of("NAME=value#no-comment", "value#no-comment"),
                List.of("NAME=", ""),
                List.of("NAME=\"\"", ""),
                List.of("NAME=a=b==", "a=b=="),
                List.of("NAME='it''s'", "it''s"),
                List.of("NAME=\"open", "\"open"),
                List.of("NAME=été ☀", "été ☀"),
                List.of("NAME=postgres://u:p%40ss@h/d?a=b&c=d", "postgres://u:p%40ss@h/d?a=b&c=d"),
                List.of("NAME=-----BEGIN KEY-----\\nabc", "-----BEGIN KEY-----\\nabc"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_line_is_read_as_it_was_meant(List<String> lineAndValue) {
        assertThat(DotEnv.parse(lineAndValue.getFirst()).lines())
                .containsExactly(new DotEnv.Line(1, "NAME", lineAndValue.getLast()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# NAME=value",
                "// NAME=value",
                "name=value",
                "NAME value",
                "- **NAME**: value",
                "```bash",
                "",
                "   ",
                "const NAME=value"
            })
    void what_is_no_assignment_is_passed_over(String line) {
        assertThat(DotEnv.parse(line).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void line_ends_of_all_systems_count(String end) {
        DotEnv read = DotEnv.parse("ONE=1" + end + end + "TWO=2" + end);
        assertThat(read.lines()).containsExactly(new DotEnv.Line(1, "ONE", "1"), new DotEnv.Line(3, "TWO", "2"));
    }

    @Test
    void a_byte_order_mark_in_front_hides_nothing() {
        assertThat(DotEnv.parse("\uFEFFNAME=value").lines()).containsExactly(new DotEnv.Line(1, "NAME", "value"));
    }

    @Test
    void a_file_that_is_not_there_is_empty_and_a_folder_of_that_name_too() throws IOException {
        assertThat(DotEnv.read(folder.resolve(".env")).lines()).isEmpty();
        Files.createDirectory(folder.resolve(".env"));
        assertThat(DotEnv.read(folder.resolve(".env")).lines()).isEmpty();
    }

    @Test
    void a_file_that_is_no_utf_8_is_told_with_its_name() throws IOException {
        Files.write(folder.resolve(".env"), new byte[] {'A', '=', (byte) 0xE9, '\n'});
        assertThatThrownBy(() -> DotEnv.read(folder.resolve(".env"))).hasMessageContaining(".env");
    }

    @Test
    void of_a_name_given_three_times_the_last_counts_and_all_others_are_named() throws IOException {
        GivenVariables given = read("EMAIL_HOST=a\nEMAIL_HOST=b\nEMAIL_PORT=25\nEMAIL_HOST=c\n", Map.of());
        GivenVariables.Given host = given.find("EMAIL_HOST").orElseThrow();
        assertThat(host.value()).isEqualTo("c");
        assertThat(host.source()).isEqualTo(".env:4");
        assertThat(host.alsoOnLines()).containsExactly(1, 2);
        assertThat(given.find("EMAIL_PORT").orElseThrow().alsoOnLines()).isEmpty();
    }

    @Test
    void where_the_environment_wins_the_file_s_lines_are_named() throws IOException {
        GivenVariables given = read("EMAIL_HOST=file\nEMAIL_HOST=again\n", Map.of("EMAIL_HOST", "environment"));
        GivenVariables.Given host = given.find("EMAIL_HOST").orElseThrow();
        assertThat(host.source()).isEqualTo("environment");
        assertThat(host.alsoOnLines()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "your_token_here,EXAMPLE",
        "' your_app_id ',EXAMPLE",
        "+1234567890,EXAMPLE",
        "yourtoken,SET",
        "EAAG123,SET"
    })
    void examples_of_the_mission_are_told_from_values(String value, Fate fate) throws IOException {
        assertThat(read("WHATSAPP_TOKEN=" + value + "\n", Map.of())
                        .find("WHATSAPP_TOKEN")
                        .orElseThrow()
                        .fate())
                .isEqualTo(fate);
    }

    @ParameterizedTest
    @CsvSource({
        "WHATSAP_TOKEN,WHATSAPP_TOKEN",
        "WHATSAPP_TOKENS,WHATSAPP_TOKEN",
        "OPENAI_APIKEY,OPENAI_API_KEY",
        "DATABSE_URL,DATABASE_URL",
        "HUB_MASTERKEY,HUB_MASTER_KEY"
    })
    void a_slip_of_the_finger_is_named_with_what_was_perhaps_meant(String slip, String meant) throws IOException {
        assertThat(read(slip + "=x\n", Map.of()).perhapsMeant()).containsEntry(slip, meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "HOME", "JAVA_HOME", "LANG", "PORT", "POST", "SHLVL", "MY_SETTING"})
    void what_is_somebody_else_s_is_left_alone(String name) {
        assertThat(Variables.meant(name)).isEmpty();
    }

    @Test
    void in_demo_a_provider_s_variable_is_as_if_not_set_and_the_hub_s_own_still_counts() throws IOException {
        GivenVariables given = read(
                "HUB_MODE=demo\nWHATSAPP_TOKEN=EAA\nSTRIPE_SECRET_KEY=sk\nPORT=9999\n", Map.of("META_APP_SECRET", "x"));
        assertThat(given.getProperty("WHATSAPP_TOKEN")).isEqualTo("");
        assertThat(given.getProperty("STRIPE_SECRET_KEY")).isEqualTo("");
        assertThat(given.getProperty("META_APP_SECRET")).isEqualTo("");
        assertThat(given.getProperty("PORT")).isEqualTo("9999");
        assertThat(given.getProperty("HUB_MODE")).isEqualTo("demo");
        assertThat(given.find("META_APP_SECRET").orElseThrow().fate()).isEqualTo(Fate.LEFT_ASIDE_IN_DEMO);
    }

    @Test
    void live_is_meant_when_nothing_is_said_and_the_last_mode_in_the_file_counts() throws IOException {
        assertThat(read("", Map.of()).getProperty("HUB_MODE")).isEqualTo("live");
        assertThat(read("HUB_MODE=live\nHUB_MODE= demo \n", Map.of()).getProperty("HUB_MODE"))
                .isEqualTo("demo");
        assertThat(read("HUB_MODE=live\n", Map.of("HUB_MODE", "demo")).getProperty("HUB_MODE"))
                .isEqualTo("demo");
    }

    @Test
    void no_value_is_printed_or_logged() throws IOException {
        GivenVariables given = read("HUB_MODE=demo\nWHATSAPP_TOKEN=canary\nWHATSAPP_TOKN=canary\n", Map.of());
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(given);
        try (LoggedWords logged = new LoggedWords()) {
            assertThat(new SettingsConfiguration().givenVariables(environment)).isSameAs(given);
            assertThat(logged.text())
                    .contains(
                            "WHATSAPP_TOKEN is left aside",
                            "WHATSAPP_TOKN is not a variable",
                            "did you mean WHATSAPP_TOKEN")
                    .doesNotContain("canary");
        }
        assertThat(given.all().toString()).contains("WHATSAPP_TOKEN").doesNotContain("canary");
        assertThat(new SettingsConfiguration()
                        .givenVariables(new StandardEnvironment())
                        .all())
                .isEmpty();
    }

    @Test
    void a_wrong_setting_ends_the_start_with_the_variable_and_the_remedy_however_deep_it_lies() {
        InvalidSetting invalid = new InvalidSetting("DATABASE_URL", "names a PostgreSQL 14; the hub needs 15 or newer");
        var analysis = new InvalidSettingAnalyzer()
                .analyze(new IllegalStateException("outer", new IllegalStateException("middle", invalid)));
        assertThat(java.util.Objects.requireNonNull(analysis).getDescription())
                .isEqualTo("DATABASE_URL names a PostgreSQL 14; the hub needs 15 or newer");
        assertThat(analysis.getAction()).contains("DATABASE_URL");
        assertThat(new InvalidSettingAnalyzer().analyze(new IllegalStateException("other")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"1w,PT168H", "0s,PT0S", "90SEC,PT1M30S", "pt1h30m,PT1H30M", "P1D,PT24H", "999999999ms,PT277H46M39.999S"
    })
    void more_lengths_of_time(String written, Duration meant) {
        assertThat(Spans.parse(written)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5m", "1.5h", "5 m 3 s", "7 days", "99999999999s", "m", "PT", "15min;", "١٥m"})
    void more_that_is_no_length_of_time(String written) {
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
