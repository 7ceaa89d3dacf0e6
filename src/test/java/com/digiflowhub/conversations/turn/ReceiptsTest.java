package com.digiflowhub.conversations.turn;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import org.junit.jupiter.api.Test;

/** Who wrote sees that the message was read and that an answer is being written, unless the owner does not want it. */
class ReceiptsTest {
    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();
    private final Phone phone = agency.phone(CLAIRE);

    @Test
    void what_is_answered_is_shown_as_read() {
        String question = answered("Bonjour");
        Patience.waitUntil("read", () -> phone.businessRead(question));
    }

    @Test
    void without_receipts_it_is_answered_all_the_same_and_nothing_is_told() {
        hub.change(
                "update connections.connection set settings = settings || '{\"readReceipts\": \"false\"}' where id = '"
                        + agency.connection() + "'");
        String question = answered("Bonjour");
        agency.settle();
        assertThat(phone.businessRead(question)).isFalse();
        assertThat(agency.rows("select kind from work.item where workspace_id = :here and kind = 'acknowledge'"))
                .isEmpty();
    }

    private String answered(String words) {
        agency.answers("Guten Tag");
        String id = phone.writes(words);
        agency.waitForMessage(CLAIRE, words);
        Patience.waitUntil("an answer", () -> phone.received().size() == 1);
        return id;
    }
}
