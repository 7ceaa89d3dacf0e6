package com.digiflowhub.assistant.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.Address;
import com.digiflowhub.channels.Content;
import com.digiflowhub.contacts.Judgement;
import com.digiflowhub.contacts.Judgements;
import com.digiflowhub.conversations.Author;
import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.History;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HindsightTest {
    private final RunningHub hub = RunningHub.shared();

    @Test
    void what_was_said_before_is_weighed_as_of_then_once_and_up_to_each_pause() {
        try (ConnectedWorkspace workspace = hub.newWorkspace()) {
            Instant first = hub.now().minus(Duration.ofDays(9));
            Instant second = hub.now().minus(Duration.ofDays(2));
            Conversation kept = keep(
                    workspace,
                    heard("How much is it?", first),
                    heard("And when?", first.plusSeconds(60)),
                    heard("This is a scam, I am furious", second));

            weigh(workspace, kept, first.plus(Duration.ofDays(1)));
            assertThat(judgements(workspace, kept)).singleElement().satisfies(then -> {
                assertThat(then.at()).isBetween(first.plusSeconds(60), first.plusSeconds(120));
                assertThat(then.reasons())
                        .extracting(Judgement.Reason::quote)
                        .doesNotContain("This is a scam, I am furious");
            });

            weigh(workspace, kept, hub.now());
            weigh(workspace, kept, hub.now());
            assertThat(judgements(workspace, kept)).hasSize(2).first().satisfies(now -> {
                assertThat(now.at()).isBetween(second, second.plusSeconds(60));
                assertThat(now.sentiment().tone()).isEqualTo("negative");
            });
        }
    }

    private static History.Line heard(String text, Instant at) {
        return new History.Line(
                Author.CONTACT,
                Optional.empty(),
                new Content.Text(text),
                MessageState.RECEIVED,
                Optional.empty(),
                Optional.empty(),
                at);
    }

    private Conversation keep(ConnectedWorkspace workspace, History.Line... lines) {
        return hub.in(
                workspace.id(),
                () -> hub.part(History.class)
                        .keep(
                                workspace.openConnection(),
                                new History.Past(
                                        new Address(Optional.of(Cast.INES.phone()), Optional.empty()),
                                        Cast.INES.name(),
                                        List.of(lines),
                                        new History.Standing(Optional.empty(), Optional.empty(), 0))));
    }

    private void weigh(ConnectedWorkspace workspace, Conversation kept, Instant until) {
        boolean done = hub.in(workspace.id(), () -> {
            hub.part(Hindsight.class).weigh(List.of(kept), until);
            return true;
        });
        assertThat(done).isTrue();
    }

    private List<Judgement> judgements(ConnectedWorkspace workspace, Conversation kept) {
        return hub.in(workspace.id(), () -> hub.part(Judgements.class).of(kept.contact(), 10));
    }
}
