package com.digiflowhub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.sandbox.SandboxSettings.Ports;
import com.digiflowhub.sandbox.openai.ModelSettings;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings.Pace;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox as a process of its own, and how it is set. */
class CommandLineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void without_a_word_all_ports_are_free_ones_and_nothing_is_written() {
        assertThat(SandboxMain.settings()).isEqualTo(SandboxSettings.standard());
        assertThat(SandboxSettings.standard().ports()).isEqualTo(Ports.FREE);
        assertThat(SandboxSettings.standard().journalFile()).isEmpty();
    }

    @Test
    void every_word_is_read() {
        var settings = SandboxMain.settings(
                "--whatsapp-port=81",
                "--model-port=82",
                "--control-port=83",
                "--callback=http://127.0.0.1:1/hooks?a=b",
                "--journal=/tmp/journal=1.jsonl");
        assertThat(settings.ports()).isEqualTo(new Ports(81, 82, 83));
        assertThat(settings.whatsApp().callback()).hasValue(URI.create("http://127.0.0.1:1/hooks?a=b"));
        assertThat(settings.journalFile()).hasValue(Path.of("/tmp/journal=1.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=81", "whatsapp-port=81", "--whatsapp-port", "-w=81", "--=81", "", "--Journal=x"})
    void a_word_that_nobody_knows_stops_the_start_with_those_that_are_known(String word) {
        assertThatThrownBy(() -> SandboxMain.settings(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--whatsapp-port")
                .hasMessageContaining("--journal");
    }

    @Test
    void a_port_that_is_no_number_stops_the_start() {
        assertThatThrownBy(() -> SandboxMain.settings("--model-port=many")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void it_runs_as_a_process_says_where_it_is_and_leaves_a_journal() throws Exception {
        var journal = folder.resolve("journal.jsonl");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxMain.class.getName(),
                        "--journal=" + journal)
                .redirectErrorStream(true)
                .start();
        try (var out = process.inputReader()) {
            var said = said(out);
            assertThat(said.keySet()).containsExactlyInAnyOrder("whatsapp", "openai", "anthropic", "control");
            var business = new Caller(URI.create(said.getOrDefault("whatsapp", "")), WhatsAppSettings.DEMO.token());
            var sent = business.post(
                    "/v25.0/" + WhatsAppSettings.DEMO.phoneNumberId() + "/messages",
                    WhatsAppWireTest.text("+33639980001", "Oui"));
            assertThat(sent.statusCode()).isEqualTo(200);
            assertThat(new Caller(URI.create(said.getOrDefault("openai", "")), ModelSettings.DEMO.key())
                            .get("/models")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(new Caller(URI.create(said.getOrDefault("control", "")), "none")
                            .get("/")
                            .statusCode())
                    .isEqualTo(200);
            process.destroyForcibly().waitFor();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readAllLines(journal))
                .anySatisfy(line -> assertThat(line).contains("\"outcome\":\"accepted\"", "\"correlation\":\"msg:1\""));
    }

    @Test
    void each_change_of_the_settings_leaves_the_rest_as_it_was() {
        var standard = SandboxSettings.standard();
        var changed = standard.with(WhatsAppSettings.DEMO.named("Agence").at(Pace.LIFELIKE))
                .with(new ModelSettings("sk-other", List.of()))
                .on(new Ports(1, 2, 3))
                .writing(Path.of("j"))
                .callingBack(URI.create("http://127.0.0.1/"));
        assertThat(changed.whatsApp().name()).isEqualTo("Agence");
        assertThat(changed.whatsApp().token()).isEqualTo(WhatsAppSettings.DEMO.token());
        assertThat(changed.whatsApp().callback()).isPresent();
        assertThat(changed.model().names()).isEmpty();
        assertThat(changed.ports()).isEqualTo(new Ports(1, 2, 3));
        assertThat(changed.journalFile()).hasValue(Path.of("j"));
        assertThat(standard).isEqualTo(SandboxSettings.standard());
    }

    @Test
    void a_pace_at_which_a_message_is_read_before_it_is_sent_is_none() {
        var second = Duration.ofSeconds(1);
        var two = Duration.ofSeconds(2);
        assertThatThrownBy(() -> new Pace(two, second, two, second)).hasMessageContaining("sent, then delivered");
        assertThatThrownBy(() -> new Pace(second, two, second, second)).hasMessageContaining("then read");
        assertThatThrownBy(() -> new Pace(second.negated(), two, two, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(second, second, second, Duration.ZERO))
                .hasMessageContaining("pause");
        assertThat(new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO, second).read())
                .isZero();
    }

    private static Map<String, String> said(BufferedReader out) throws IOException {
        var said = new HashMap<String, String>();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var cut = line.indexOf('=');
            if (cut > 0) {
                said.put(line.substring(0, cut), line.substring(cut + 1));
            }
            if (said.containsKey("control")) {
                return said;
            }
        }
        return said;
    }
}
