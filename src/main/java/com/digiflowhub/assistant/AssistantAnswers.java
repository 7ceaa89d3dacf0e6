package com.digiflowhub.assistant;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.vocabulary.Answerer;
import com.digiflowhub.vocabulary.Claim;
import com.digiflowhub.vocabulary.Talk;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The assistant answers what nobody before it claimed, unless a person has the conversation. */
@Component
class AssistantAnswers implements Answerer {
    private static final int RANK = 400;

    private final HubClock clock;

    AssistantAnswers(HubClock clock) {
        this.clock = clock;
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public Optional<Claim> claim(Talk talk) {
        if (talk.ownedByPerson()) {
            return Optional.empty();
        }
        Answering.Due due = new Answering.Due(talk.conversation(), talk.epoch(), Optional.empty());
        return Optional.of(new Claim("assistant", Optional.of(Answering.item(due, clock.now()))));
    }
}
