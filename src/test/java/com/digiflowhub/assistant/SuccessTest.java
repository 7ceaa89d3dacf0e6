package com.digiflowhub.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An entry was of use when the lead went on after it, or thanked, and no person was needed; each reply counts once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuccessTest {
    private final AnsweringHub hub = new AnsweringHub();
    private WorkspaceId centre = hub.trainingCentre();
    private Lead lead = Lead.of(hub, centre);

    @BeforeEach
    void somebody_new() {
        centre = hub.trainingCentre();
        lead = Lead.of(hub, centre);
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Test
    void a_reply_alone_is_used_and_nothing_more() {
        asks("c'est combien la formation ?");
        assertThat(price()).isEqualTo("1 used, 0 helped");
    }

    @Test
    void who_thanks_was_helped_once_whatever_they_ask_then() {
        asks("c'est combien la formation ?");
        asks("merci beaucoup");
        assertThat(price()).isEqualTo("1 used, 1 helped");
        asks("où peut-on se garer ?");
        asks("merci");
        assertThat(price()).isEqualTo("1 used, 1 helped");
    }

    @Test
    void who_nods_was_helped_though_nothing_is_said() {
        asks("c'est combien la formation ?");
        int answers = lead.answers().size();
        asks("ok");
        asks("ok");
        assertThat(lead.answers()).hasSize(answers);
        assertThat(price()).isEqualTo("1 used, 1 helped");
        asks("où peut-on se garer ?");
        assertThat(lead.answers()).hasSize(answers + 1);
        assertThat(lead.waitsBecause()).isEmpty();
        assertThat(price()).isEqualTo("1 used, 1 helped");
    }

    @Test
    void who_wants_a_person_then_was_not() {
        asks("c'est combien la formation ?");
        asks("je veux parler à un conseiller");
        assertThat(lead.waitsBecause()).contains("asked");
        assertThat(price()).isEqualTo("1 used, 0 helped");
    }

    private void asks(String words) {
        assertThat(lead.says(words)).isSameAs(lead);
    }

    private String price() {
        return Tenancy.in(centre, () -> hub.part(QaEntries.class).search("prix de la formation", 1)).stream()
                .map(entry -> entry.usageCount() + " used, " + entry.successCount() + " helped")
                .findFirst()
                .orElseThrow();
    }
}
