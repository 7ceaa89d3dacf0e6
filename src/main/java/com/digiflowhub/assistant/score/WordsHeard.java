package com.digiflowhub.assistant.score;

import com.digiflowhub.conversations.ConversationSettings;
import com.digiflowhub.conversations.MessageArrived;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.vocabulary.Happening;
import com.digiflowhub.vocabulary.Listener;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A lead wrote: their words are weighed once they pause. A burst moves the one alarm, so it is weighed once. */
@Component
class WordsHeard implements Listener {
    private final ConversationSettings settings;
    private final HubClock clock;

    WordsHeard(ConversationSettings settings, HubClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<NewItem> hears(Happening happening) {
        return happening instanceof MessageArrived arrived
                ? Optional.of(NewItem.alarm(
                        "analyse:" + arrived.conversation(),
                        NewItem.HUB,
                        arrived.contact().value(),
                        WordsPaused.KIND,
                        new Analysing.Due(arrived.contact().value(), arrived.conversation()),
                        clock.now().plus(settings.quiet())))
                : Optional.empty();
    }
}
