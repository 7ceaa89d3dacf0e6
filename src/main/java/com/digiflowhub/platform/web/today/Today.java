package com.digiflowhub.platform.web.today;

import com.digiflowhub.platform.web.Frame;
import com.digiflowhub.platform.web.JteViews;
import com.digiflowhub.platform.web.Visitor;
import com.digiflowhub.platform.web.today.TodayCard.Need;
import com.digiflowhub.platform.web.today.TodayCard.Place;
import gg.jte.Content;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the cards of all modules come to: the sentence at the top, the parts below it, and the number in the rail. Knows none by name. */
@Component
public class Today {
    private static final String EVERY_MINUTE = "every 60s";

    private final ObjectProvider<TodayCard> cards;
    private final ObjectProvider<Visitor.Finder> finder;
    private final JteViews views;

    Today(ObjectProvider<TodayCard> cards, ObjectProvider<Visitor.Finder> finder, JteViews views) {
        this.cards = cards;
        this.finder = finder;
        this.views = views;
    }

    /** A card as it is now; without {@code content} there is nothing to see of it. */
    public record Drawn(TodayCard card, Optional<Content> content) {
        /** The topic for which it is asked again when the stream of changes begins anew. */
        public String topic() {
            return card.topics().getFirst();
        }

        public String trigger() {
            return Today.trigger(card.topics());
        }
    }

    /** The one sentence: what is needed most, else that nothing is. */
    public String sentence(Frame frame) {
        return needs(frame.owner())
                .flatMap(need -> {
                    int count = need.count().getAsInt();
                    return count > 0 ? Stream.of(frame.say(need.words(), count)) : Stream.empty();
                })
                .findFirst()
                .orElseGet(() -> frame.say("today.nothing"));
    }

    public List<Drawn> at(String place, Frame frame) {
        return sorted().filter(card -> card.place() == Place.valueOf(place) && card.seenBy(frame.owner()))
                .map(card -> draw(card, frame))
                .toList();
    }

    /** One of them, for its renewal. */
    public Drawn draw(TodayCard card, Frame frame) {
        return new Drawn(
                card, card.part().apply(frame).map(shown -> views.part(shown.template(), frame, shown.model())));
    }

    /** When the sentence may have changed. */
    public String trigger() {
        Set<String> all = new LinkedHashSet<>();
        sorted().forEach(card -> all.addAll(card.topics()));
        return trigger(all.stream().toList());
    }

    Optional<TodayCard> find(String key, boolean owner) {
        return sorted().filter(card -> card.key().equals(key) && card.seenBy(owner))
                .findFirst();
    }

    /** How many things need a person. Who looks is asked only when something is there that not everybody sees. */
    int waiting() {
        int everybodys = count(false);
        int owners = count(true);
        return owners == 0 || visitor().map(Visitor::owner).orElse(false) ? everybodys + owners : everybodys;
    }

    Optional<Visitor> visitor() {
        return finder.stream().findFirst().flatMap(one -> one.visitor().get());
    }

    private int count(boolean forOwners) {
        return sorted().filter(card -> card.forOwners() == forOwners)
                .flatMap(card -> card.need().stream())
                .filter(Need::urgent)
                .mapToInt(need -> need.count().getAsInt())
                .sum();
    }

    private Stream<Need> needs(boolean owner) {
        return sorted().filter(card -> card.seenBy(owner)).flatMap(card -> card.need().stream());
    }

    private Stream<TodayCard> sorted() {
        return cards.stream().sorted(Comparator.comparingInt(TodayCard::position));
    }

    /** Ages are told in minutes, so a part is drawn anew each minute too. */
    private static String trigger(List<String> topics) {
        return topics.stream().map(topic -> "live:" + topic + " from:body").collect(Collectors.joining(", "))
                + ", "
                + EVERY_MINUTE;
    }
}
