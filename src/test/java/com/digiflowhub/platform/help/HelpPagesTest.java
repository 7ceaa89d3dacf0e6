package com.digiflowhub.platform.help;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.PlainBrowser;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelpPagesTest {
    private final RunningHub hub = RunningHub.shared();
    private ConnectedWorkspace agency;
    private PlainBrowser french;
    private PlainBrowser english;

    @BeforeAll
    void sign_in() {
        agency = hub.newWorkspace();
        french = PlainBrowser.signedIn(hub, agency.owner());
        english = PlainBrowser.signedIn(hub, agency.owner()).speaking("en");
    }

    @AfterAll
    void leave() {
        agency.close();
    }

    @Test
    void all_topics_stand_on_one_page_in_the_language_of_the_interface() {
        assertThat(french.open("/help").text())
                .contains("<h1>Aide</h1>", "href=\"/help/taking-over\"", "Prendre et rendre la main");
        assertThat(english.open("/help").text()).contains("<h1>Help</h1>", "Taking over and handing back");
    }

    @Test
    void every_topic_has_its_page_in_both_languages() {
        for (HelpTopic topic : hub.part(Help.class).topics(Locale.ENGLISH)) {
            PlainBrowser.Shown page = english.open(topic.href());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("<h1>" + topic.title() + "</h1>");
            topic.sections().forEach(section -> assertThat(page.text()).contains("id=\"" + section.anchor() + "\""));
            assertThat(french.open(topic.href()).status()).isEqualTo(200);
        }
    }

    @Test
    void no_anchor_is_the_name_of_a_part_of_the_frame() {
        for (HelpTopic topic : hub.part(Help.class).topics(Locale.FRENCH)) {
            List<String> ids = Pattern.compile(" id=\"([^\"]*)\"")
                    .matcher(french.open(topic.href()).text())
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            assertThat(ids).as(topic.name()).contains("palette", "keys").doesNotHaveDuplicates();
        }
    }

    @Test
    void the_page_one_is_on_is_explained() {
        assertThat(french.open("/settings/credits").text()).contains("href=\"/help?about=/settings/credits\"");
        assertThat(french.open("/help?about=/settings/credits").location()).isEqualTo("/help/credits");
        assertThat(french.open("/help?about=/inbox/0199").location()).isEqualTo("/help/inbox");
        assertThat(french.open("/help?about=//evil.example").status()).isEqualTo(200);
        assertThat(french.open("/settings/qa-training").text())
                .contains("class=\"help-mark\" href=\"/help/qa-training\"", "Aide : Entraînement QA");
    }

    @Test
    void a_topic_that_nobody_wrote_is_not_there() {
        assertThat(french.open("/help/nothing").status()).isEqualTo(404);
        assertThat(french.open("/help/..%2Fwords").status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void keys_are_written_as_keys_and_words_as_words() {
        assertThat(french.open("/help/keys").text()).contains("<kbd>Ctrl K</kbd>", "<kbd>j</kbd>");
        assertThat(french.open("/help/scores").text()).contains("«\u00a0trop cher\u00a0»");
    }
}
