package com.digiflowhub.platform.palette;

import com.digiflowhub.platform.spelling.Wording;
import com.digiflowhub.platform.web.Frame;
import java.util.Set;

/** What somebody types into the palette, who it is, and at which keys the page beneath does something. */
public record Asked(String words, Set<String> keys, int most, Frame frame) {
    private static final int FEWEST_LETTERS = 2;

    public Asked {
        keys = Set.copyOf(keys);
    }

    /** Nothing is typed yet: what is at hand is offered. */
    public boolean nothing() {
        return words.isEmpty();
    }

    /** Whether there is enough to look for among what people wrote; a single letter is in everything. */
    public boolean enough() {
        return words.codePointCount(0, words.length()) >= FEWEST_LETTERS;
    }

    public String say(String key, Object... arguments) {
        return frame.say(key, arguments);
    }

    /** Whether the thing that the interface calls by this key is meant: by its name, or another one that stands under {@code also.} and the key. */
    public boolean means(String key) {
        return means(key, say(key));
    }

    /** The same for a thing that has a name of its own beside the word of the interface. */
    public boolean means(String key, String name) {
        return nothing()
                || Wording.of(words)
                        .fits(name + " " + frame.words().find("also." + key).orElse(""));
    }
}
