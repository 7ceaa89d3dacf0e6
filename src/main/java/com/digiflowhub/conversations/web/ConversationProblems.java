package com.digiflowhub.conversations.web;

import com.digiflowhub.conversations.delivery.MaySend;
import com.digiflowhub.platform.web.KnownProblems;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Why a message may not leave, and what else a conversation refuses. */
@Component
class ConversationProblems implements KnownProblems {
    @Override
    public List<Kind> kinds() {
        int conflict = HttpStatus.CONFLICT.value();
        return Stream.concat(
                        Stream.of(MaySend.Why.values()).map(why -> new Kind(why.code(), conflict, detail(why))),
                        Stream.of(
                                new Kind(
                                        "too-late",
                                        conflict,
                                        "The message has begun to leave or its fate is settled: it cannot be taken back."),
                                new Kind(
                                        "outcome-known",
                                        conflict,
                                        "It is known what became of the message, so nobody needs to say it.")))
                .toList();
    }

    static String detail(MaySend.Why why) {
        return switch (why) {
            case STOPPED, STOPPED_PERSON_MUST_WAIT -> "The person said STOP. Wait until they write again.";
            case TAKEN_OVER -> "Somebody of the team answers this conversation.";
            case WINDOW_CLOSED ->
                "More than 24 hours since the person last wrote: only an approved template may leave.";
            case TOO_LONG -> "The text is longer than the channel takes.";
            case EMPTY -> "There is nothing to send.";
            case NOT_CONNECTED -> "The connection does not work. Its page in the settings says what to do.";
            case UNREACHABLE -> "The channel cannot reach this person. Use another one.";
        };
    }
}
