package com.digiflowhub.platform.web.today;

import com.digiflowhub.platform.web.Frame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * A part of the page Today, contributed as a bean by the module that knows it. {@code topics} are the live ones after which it is drawn
 * anew; {@code part} is what is to be seen now, and may be nothing. Who is no owner does not see those that are {@code forOwners}.
 */
public record TodayCard(
        int position,
        String key,
        Place place,
        List<String> topics,
        boolean forOwners,
        Optional<Need> need,
        Function<Frame, Optional<Shown>> part) {
    public TodayCard {
        topics = List.copyOf(topics);
    }

    /** Where it stands: under the sentence at the top, in the middle, at the side, or as a quiet line at the end. */
    public enum Place {
        HEAD,
        MAIN,
        ASIDE,
        FOOT
    }

    /** How many of its things need a person, and the words that say so at the top. Only what is {@code urgent} counts in the rail. */
    public record Need(String words, IntSupplier count, boolean urgent) {}

    /** A template and what it is given besides the frame. */
    public record Shown(String template, Map<String, Object> model) {
        public Shown {
            model = Map.copyOf(model);
        }
    }

    public static TodayCard of(int position, String key, Place place, Function<Frame, Optional<Shown>> part) {
        return new TodayCard(position, key, place, List.of("conversation"), false, Optional.empty(), part);
    }

    public TodayCard after(String... topics) {
        return new TodayCard(position, key, place, List.of(topics), forOwners, need, part);
    }

    public TodayCard needing(String words, IntSupplier count) {
        return new TodayCard(position, key, place, topics, forOwners, Optional.of(new Need(words, count, true)), part);
    }

    /** Said at the top when nothing else is, and not counted in the rail. */
    public TodayCard wishing(String words, IntSupplier count) {
        return new TodayCard(position, key, place, topics, forOwners, Optional.of(new Need(words, count, false)), part);
    }

    public TodayCard onlyForOwners() {
        return new TodayCard(position, key, place, topics, true, need, part);
    }

    boolean seenBy(boolean owner) {
        return owner || !forOwners;
    }
}
