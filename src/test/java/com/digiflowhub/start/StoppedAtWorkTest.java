package com.digiflowhub.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.Sandbox;
import com.digiflowhub.sandbox.SandboxSettings;
import com.digiflowhub.sandbox.line.Fault;
import com.digiflowhub.sandbox.line.Journal;
import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.Seen;
import com.digiflowhub.sandbox.whatsapp.WhatsAppSettings;
import com.digiflowhub.testing.Apart;
import com.digiflowhub.testing.Figures;
import com.digiflowhub.testing.HubProcess;
import com.digiflowhub.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine tells the hub to stop (SIGTERM) while leads write and the model thinks. */
@Apart
class StoppedAtWorkTest {
    private static final int LEADS = 6;

    @Test
    void what_runs_ends_what_comes_waits_and_nobody_is_answered_twice(@TempDir Path folder) {
        int port = HubProcess.freePort();
        try (Sandbox sandbox = Sandbox.start(
                        SandboxSettings.standard().with(WhatsAppSettings.DEMO).callingBack(HubProcess.door(port)));
                HubProcess hub = HubProcess.start(folder, port, HubProcess.variables(sandbox))) {
            hub.awaitAnswers();
            sandbox.model().faults().on(Fault.DELAY, "1500");
            List<Phone> early = leads(sandbox, 0);
            early.forEach(phone -> phone.writes("C'est combien ? Je voudrais m'inscrire"));
            Patience.waitUntil(
                    "the model thinks for all", () -> sandbox.model().faults().hits(Fault.DELAY) >= LEADS);
            long asked = sandbox.model().faults().hits(Fault.DELAY);
            List<Phone> late = leads(sandbox, LEADS);
            late.forEach(phone -> phone.writes("Et la formation du soir ?"));

            long begin = System.nanoTime();
            hub.process().close();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            sandbox.model().faults().clear();
            hub.startAgain();
            hub.awaitAnswers();
            Stream.concat(early.stream(), late.stream())
                    .forEach(phone -> Patience.waitFor("an answer", phone::received, list -> !list.isEmpty()));
            Patience.waitUntil("nothing is left to do", () -> left(hub).equals("0"));
            assertThat(Stream.concat(early.stream(), late.stream()).map(Phone::received))
                    .allSatisfy(answers -> assertThat(answers.stream().map(Seen::text))
                            .as("one answer each")
                            .hasSize(1));
            assertThat(thoughts(sandbox))
                    .as("an answer and a score each: what was begun was waited for, and nothing was asked again")
                    .isEqualTo(4L * LEADS);
            Figures.write(
                    "stopped-at-work",
                    "SIGTERM with %d thoughts of 1.5 s begun and %d leads writing: stopped in %d ms; model asked %d times in all\n"
                            .formatted(asked, LEADS, took.toMillis(), thoughts(sandbox)));
        }
    }

    private static List<Phone> leads(Sandbox sandbox, int from) {
        return IntStream.range(from, from + LEADS)
                .mapToObj(n -> sandbox.phone("3363998%04d".formatted(1_000 + n), "Lead " + n))
                .toList();
    }

    private static long thoughts(Sandbox sandbox) {
        return sandbox.journal().entries().stream()
                .filter(entry -> entry.provider().equals("openai"))
                .filter(Journal.Entry::accepted)
                .count();
    }

    private static String left(HubProcess hub) {
        try (var database = hub.database();
                var statement = database.createStatement();
                var row = statement.executeQuery("select count(*) from work.item")) {
            return row.next() ? row.getString(1) : "";
        } catch (java.sql.SQLException away) {
            return "away";
        }
    }
}
