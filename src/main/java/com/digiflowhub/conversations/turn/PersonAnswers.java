package com.digiflowhub.conversations.turn;

import com.digiflowhub.vocabulary.Answerer;
import com.digiflowhub.vocabulary.Claim;
import com.digiflowhub.vocabulary.Talk;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whoever took the conversation over answers by hand; nobody else speaks. */
@Component
class PersonAnswers implements Answerer {
    @Override
    public int rank() {
        return 100;
    }

    @Override
    public Optional<Claim> claim(Talk talk) {
        return talk.ownedByPerson() ? Optional.of(new Claim("person", Optional.empty())) : Optional.empty();
    }
}
