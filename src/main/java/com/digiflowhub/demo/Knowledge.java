package com.digiflowhub.demo;

import com.digiflowhub.assistant.AiConfiguration;
import com.digiflowhub.assistant.AiConfigurations;
import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.QaEntryId;
import com.digiflowhub.assistant.Synonyms;
import com.digiflowhub.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a company's assistant knows: taught once, and left alone when a visitor has changed it since. */
@Component
@OnlyInDemo
class Knowledge {
    private final Trades trades;
    private final QaEntries entries;
    private final AiConfigurations configurations;
    private final Synonyms synonyms;

    Knowledge(Trades trades, QaEntries entries, AiConfigurations configurations, Synonyms synonyms) {
        this.trades = trades;
        this.entries = entries;
        this.configurations = configurations;
        this.synonyms = synonyms;
    }

    @Transactional
    public void teach(Trade trade, UserId owner) {
        if (configurations.current().equals(AiConfiguration.NONE)) {
            configurations.save(trades.read(trade, "ai-config.json", AiConfiguration.class));
            synonyms.save(new Synonyms.Groups(trade.synonyms()));
            List<QaEntryId> ignored =
                    entries.add(Stream.of(trades.read(trade, "qa-training.json", QaEntry.Draft[].class))
                            .map(draft -> lookedAfterBy(owner, draft))
                            .toList());
        }
    }

    /** The entry whose question begins so. */
    @Transactional(readOnly = true)
    public Optional<QaEntry> beginning(String question) {
        return entries.newest(Optional.empty(), Math.toIntExact(entries.count())).stream()
                .filter(entry -> entry.question().startsWith(question))
                .findFirst();
    }

    private static QaEntry.Draft lookedAfterBy(UserId owner, QaEntry.Draft draft) {
        return new QaEntry.Draft(
                draft.question(),
                draft.response(),
                draft.category(),
                draft.tags(),
                draft.isCustom(),
                Optional.of(owner),
                draft.validUntil());
    }
}
