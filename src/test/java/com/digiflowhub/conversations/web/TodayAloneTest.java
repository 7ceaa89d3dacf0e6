package com.digiflowhub.conversations.web;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static com.digiflowhub.testing.Cast.MOUNIR;
import static com.digiflowhub.testing.Cast.TOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.web.TodayLists.Span;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quiet line at the end: what went well with nobody there, in the night or since the morning. */
class TodayAloneTest {
    private static final String CARD = "/today/cards/alone";

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final PlainBrowser browser = PlainBrowser.signedIn(hub, agency.owner());

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void nothing_happened_and_nothing_is_said() {
        agency.itIs(3);
        assertThat(browser.open(CARD).text()).contains("hidden").doesNotContain("sans vous");
    }

    @Test
    void answers_hand_overs_and_stops_are_counted() {
        aNight();
        agency.itIs(3);
        assertThat(browser.open(CARD).text())
                .contains(
                        "Cette nuit, sans vous : une réponse, une conversation confiée à une personne, un STOP respecté.");
        assertThat(browser.speaking("en").open(CARD).text())
                .contains(
                        "Last night, without you: one answer, one conversation handed to a person, one STOP honoured.");
    }

    @Test
    void in_the_afternoon_it_tells_of_the_day_and_late_in_the_morning_of_the_night_that_was() {
        aNight();
        agency.itIs(15);
        assertThat(browser.open(CARD).text()).contains("Depuis ce matin, sans vous : une réponse");
        agency.itIs(10);
        assertThat(browser.open(CARD).text())
                .as("what happened at ten was not in the night")
                .doesNotContain("sans vous");
    }

    @Test
    void a_neighbour_s_night_is_not_told() {
        aNight();
        ConnectedWorkspace neighbour = hub.newWorkspace();
        neighbour.itIs(3);
        assertThat(PlainBrowser.signedIn(hub, neighbour.owner()).open(CARD).text())
                .doesNotContain("sans vous");
        neighbour.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-13T02:00:00Z, night, 2026-11-12T19:00:00Z, 2026-11-13T02:00:00Z",
        "2026-11-13T09:30:00Z, night, 2026-11-12T19:00:00Z, 2026-11-13T07:00:00Z",
        "2026-11-13T15:00:00Z, day, 2026-11-13T07:00:00Z, 2026-11-13T15:00:00Z",
        "2026-03-29T09:00:00Z, night, 2026-03-28T19:00:00Z, 2026-03-29T06:00:00Z"
    })
    void the_night_goes_from_eight_to_eight_in_the_workspace_s_own_time(
            Instant now, String words, Instant from, Instant until) {
        assertThat(TodayLists.span(now, ZoneId.of("Europe/Paris"))).isEqualTo(new Span(words, from, until));
    }

    private void aNight() {
        agency.answers(seen -> new Verdict.Say("La formation coûte 490 €."));
        agency.phone(CLAIRE).writes("C’est combien ?");
        agency.waitForMessage(CLAIRE, "La formation coûte 490 €.");
        agency.answers(seen -> new Verdict.HandOver("asked"));
        agency.phone(TOM).writes("Quelqu’un ?");
        agency.waitForMessage(TOM, "Quelqu’un ?");
        agency.settle();
        agency.phone(MOUNIR).writes("STOP");
        agency.waitForMessage(MOUNIR, "STOP");
        agency.settle();
    }
}
