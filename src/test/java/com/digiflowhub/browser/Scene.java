package com.digiflowhub.browser;

import com.digiflowhub.conversations.Conversation;
import com.digiflowhub.conversations.Conversations;
import com.digiflowhub.testing.Cast;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.ScriptedAnswers.Verdict;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** An agency's day, played through the wire and, where only chance or a provider's whim would make it, set in the rows. */
final class Scene {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RunningHub hub;
    private final ConnectedWorkspace agency;

    Scene(RunningHub hub, ConnectedWorkspace agency) {
        this.hub = hub;
        this.agency = agency;
    }

    /** One asks and is answered. */
    Conversation answered(Cast.Person person, String question, String answer) {
        agency.answers(seen -> new Verdict.Say(answer));
        agency.phone(person).writes(question);
        agency.waitForMessage(person, answer);
        agency.settle();
        return agency.conversation(person);
    }

    /** One asks for a person. */
    Conversation asks(Cast.Person person, String words) {
        agency.answers(seen -> new Verdict.HandOver("asked"));
        agency.phone(person).writes(words);
        agency.settle();
        return agency.conversation(person);
    }

    /** One writes and nobody answers yet. */
    Conversation writes(Cast.Person person, String words) {
        agency.answers(seen -> new Verdict.Silence());
        agency.phone(person).writes(words);
        agency.waitForMessage(person, words);
        agency.settle();
        return agency.conversation(person);
    }

    /** Any message that a phone can send, as JSON. */
    Conversation sends(Cast.Person person, String json) {
        agency.answers(seen -> new Verdict.Silence());
        agency.phone(person).sends(JSON.readTree(json));
        agency.settle();
        return agency.conversation(person);
    }

    /** The owner of the agency writes. */
    void team(Conversation conversation, String words) {
        var ignored = agency.in(() -> hub.part(Conversations.class)
                .write(conversation.id(), agency.owner(), UUID.randomUUID().toString(), words));
        agency.settle();
    }

    /** What a provider or chance did to the message with these words, after all that was said of it before. */
    void becomes(String words, String state, String reason) {
        agency.settle();
        hub.change("""
                update conversations.message set state = '%s', reason = nullif('%s', ''), state_at = state_at - interval '3 minutes'
                 where workspace_id = '%s' and text = '%s'
                """.formatted(state, reason, agency.id(), words.replace("'", "''")));
    }

    /** Everything of the conversation lies this much further back. */
    void ago(Conversation conversation, String interval) {
        for (String statement : new String[] {
            "update conversations.message set at = at - interval '%s' where conversation_id = '%s'",
            "update conversations.event set at = at - interval '%s' where conversation_id = '%s'",
            "update conversations.conversation set last_at = last_at - interval '%1$s', window_until = window_until - interval '%1$s', waiting_since = waiting_since - interval '%1$s' where id = '%2$s'"
        }) {
            hub.change(statement.formatted(interval, conversation.id()));
        }
    }
}
