package com.digiflowhub.conversations.delivery;

import static com.digiflowhub.testing.Cast.CLAIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.conversations.Conversations.Written;
import com.digiflowhub.conversations.MessageId;
import com.digiflowhub.conversations.MessageState;
import com.digiflowhub.conversations.Promise;
import com.digiflowhub.platform.work.Wake;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.RunningHub;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A conversation with Claire in which a person writes, and what is kept of each message that leaves; time goes by when the story says so. */
record Sends(RunningHub hub, ConnectedWorkspace agency, Conversation conversation) {
    static Sends opened(RunningHub hub, ConnectedWorkspace agency) {
        assertThat(agency.parcel().text(CLAIRE, "wamid.first", "Bonjour").post())
                .isEqualTo(200);
        return new Sends(hub, agency, agency.conversation(CLAIRE));
    }

    UUID write(String text) {
        return write(text, Promise.REPLY);
    }

    UUID write(String text, Promise promise) {
        return write(conversation, text, promise);
    }

    UUID write(Conversation in, String text, Promise promise) {
        Written written = agency.in(() -> hub.part(Conversations.class)
                .write(in.id(), agency.owner(), UUID.randomUUID().toString(), text, promise));
        if (written instanceof Written.Queued queued) {
            return queued.message().value();
        }
        throw new AssertionError("it was not queued: " + written);
    }

    MessageId again(UUID id) {
        return agency.in(() -> hub.part(Conversations.class).resend(new MessageId(id), agency.owner()));
    }

    MessageState state(UUID id) {
        return MessageState.of(agency.look("select state from conversations.message where id = '" + id + "'")
                .getFirst());
    }

    /** Number, result and failure of each. */
    List<List<String>> attempts(UUID id) {
        return agency.rows(
                "select n, result, failure from conversations.attempt where message_id = '" + id + "' order by n");
    }

    long accepted(UUID id) {
        return agency.sandbox().journal().accepted(id.toString());
    }

    List<String> waiting(String kind) {
        return agency.look("select due_at from work.item where workspace_id = :here and kind = '" + kind + "'");
    }

    void putSendAgain(UUID message, UUID lane) {
        hub.change("""
                insert into work.item (workspace_id, queue, due_at, lane, kind, payload)
                values ('%s', 'connection:%s', '%s', '%s', 'send', '{"message":"%s"}')
                """.formatted(agency.id(), agency.connection(), hub.now(), lane, message));
        hub.part(Wake.class).up(agency.id());
    }

    /** As a crash between the attempt and its result leaves it. */
    void interrupt(UUID id) {
        hub.change("update conversations.message set state = 'sending' where id = '" + id + "'");
        hub.change("update conversations.attempt set ended_at = null, result = null where message_id = '" + id + "'");
        putSendAgain(id, conversation.id().value());
    }

    /** Moves time on until it is so. */
    void until(String what, BooleanSupplier condition) {
        Patience.waitUntil(what, () -> {
            if (condition.getAsBoolean()) {
                return true;
            }
            hub.advance(Duration.ofSeconds(1));
            return false;
        });
    }

    /** The provider tells of a message by the id that travelled with it. */
    void told(UUID id, String status, String more) {
        assertThat(agency.parcel()
                        .status(
                                "wamid.of-" + id,
                                status,
                                "\"biz_opaque_callback_data\":\"" + id + "\"" + (more.isEmpty() ? "" : "," + more))
                        .post())
                .isEqualTo(200);
    }
}
