package com.digiflowhub.conversations;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an answerer may do in a conversation: read it, answer, or hand it to a person. Each act names the epoch that was seen. */
@Component
public class Talks {
    public Optional<Transcript> transcript(ConversationId conversation, int lastMessages) {
        throw new UnsupportedOperationException(conversation + " " + lastMessages);
    }

    /** Stores the reply as queued and puts its send. Throws {@link com.digiflowhub.platform.work.Superseded} when somebody else took over since. In an effect. */
    public void reply(ConversationId conversation, long epoch, MessageId answering, Reply reply) {
        throw new UnsupportedOperationException(conversation + " " + epoch + answering + reply);
    }

    /** Puts the conversation in front of the team with the reason ({@code asked}, {@code unsure}, {@code no-answer}, {@code model-failed}). In an effect. */
    public void handOver(ConversationId conversation, long epoch, String reason) {
        throw new UnsupportedOperationException(conversation + " " + epoch + reason);
    }
}
