package com.digiflowhub.assistant;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The two languages in which the assistant's own sentences exist. */
enum Language {
    FR,
    EN;

    private static final Set<String> ENGLISH = Set.of(
            "the", "is", "are", "you", "how", "what", "do", "does", "can", "i", "hello", "hi", "where", "when", "much",
            "my", "please", "to", "someone", "it", "there", "for", "thanks", "thank", "with", "your", "have", "hey",
            "a");
    private static final Set<String> FRENCH = Set.of(
            "le", "la", "les", "est", "vous", "je", "bonjour", "bonsoir", "salut", "combien", "quel", "quelle", "ou",
            "avez", "un", "une", "des", "votre", "mon", "c", "et", "pour", "merci", "on", "il", "de", "du", "ca",
            "quand", "svp", "a");

    /** Of what the lead wrote; French when neither shows. */
    static Language of(String text) {
        List<String> words = Arrays.asList(Lexicon.plain(text).split(" "));
        long english = words.stream().filter(ENGLISH::contains).count();
        long french = words.stream().filter(FRENCH::contains).count();
        return english > french ? EN : FR;
    }
}
