package com.digiflowhub.assistant.score;

import java.util.regex.Pattern;

/**
 * What a lead may say that brings them nearer or farther, in both languages, in words without accents and signs. {@code mood} is how much it
 * weighs in how they feel; a sign that {@code wants} does not count where the sentence says not.
 */
enum Sign {
    ASKED_PRICE(
            10,
            0,
            false,
            "combien|prix|tarifs?|coute|coutent|couterait|devis|price|prices|pricing|cost|costs|how much|quote|rates?"),
    NAMED_BUDGET(
            14,
            0,
            false,
            "(?<!pas de )(?<!no )(?<!hors )(?<!of budget )budget (de|est|of|is)|\\d+ ?(k|euros?|eur|pounds?|dollars?)"),
    HAS_DATE(
            10,
            0,
            false,
            "lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|(semaine|mois) prochaine?|d ici|avant (le|la|fin)|debut|"
                    + "(en|mi|fin|\\d{1,2}) ?(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|"
                    + "monday|tuesday|wednesday|thursday|friday|saturday|tomorrow|next (week|month)|by the end|"
                    + "(in|by|on|from|\\d{1,2}) ?(january|february|march|april|may|june|july|august|september|october|november|december)"),
    WANTS_TO_BOOK(
            20,
            1,
            true,
            "reserver|reserve|inscrire|inscris|inscription|rdv|(je|on) (le |la |les )?(prends?|commande)|commander|acheter|signer|"
                    + "book|booking|sign (me |us )?up|enrol\\w*|appointment|place an order|buy|purchase|on y va|let s go|let s do it"),
    LEFT_CONTACT(6, 0, false, "[a-z0-9]+ at [a-z0-9]+|(\\+?\\d ?){9,}"),
    URGENT(
            6,
            0,
            false,
            "urgente?|au plus vite|rapidement|des que possible|asap|as soon as|quickly|right away|aujourd hui|today|immediatement"),
    ASKED_SOMETHING(5, 0, false, "questionmark"),
    PLEASED(
            4,
            1,
            true,
            "merci|super|parfait|genial|excellente?|ravie?|thanks|thank you|great|perfect|love|amazing|awesome|sounds good"),
    UNDECIDED(
            -8,
            0,
            false,
            "hesite\\w*|reflechi\\w*|(je )?(ne )?sais pas|pas (encore )?decidee?|pas sure?|peut etre|comparer?|compare|comparing|not sure|"
                    + "maybe|think(ing)? about it|undecided|let me think|on verra|vais voir"),
    TOO_DEAR(
            -10,
            -1,
            false,
            "trop chere?|hors budget|pas les moyens|pas de budget|too expensive|can t afford|out of (my |our )?budget|no budget"),
    LATER(
            -8,
            0,
            false,
            "plus tard|pas maintenant|pas tout de suite|pas pour l instant|annee prochaine|not now|later|next year|not at the moment"),
    NOT_INTERESTED(
            -22,
            -1,
            false,
            "pas interessee?|m interesse pas|non merci|not interested|no thanks|no thank you|(ne )?veux pas|don t want"),
    LEAVE_ALONE(
            -26,
            -2,
            false,
            "laissez moi|fichez moi|arretez|ne m (ecrivez|appelez)|ne me (contactez|rappelez|ecrivez)|plus (de|aucun) messages?|"
                    + "desinscri\\w*|stop|leave me alone|unsubscribe|remove me|do not contact|don t (contact|write|message)"),
    ANGRY(
            -16,
            -3,
            false,
            "scandal\\w*|honteux|honte|arnaque\\w*|inadmissible|inacceptable|furieu\\w*|voleurs?|menteurs?|marre|plainte|avocat|"
                    + "unacceptable|ridiculous|scam|terrible|awful|angry|furious|disgusting|lawyer|worst|liars?|fed up|rip off"),
    SPAM(
            -30,
            0,
            false,
            "bitcoins?|crypto|casino|backlinks?|seo|referencement|viagra|gagnez|guaranteed (profits?|returns?)|click here|cliquez ici|"
                    + "loan offer|page (de )?google|lottery|followers");

    private final int points;
    private final int mood;
    private final boolean wants;
    private final Pattern pattern;

    Sign(int points, int mood, boolean wants, String words) {
        this.points = points;
        this.mood = mood;
        this.wants = wants;
        this.pattern = Pattern.compile("(?<![a-z0-9])(" + words + ")(?![a-z0-9])");
    }

    private static final Pattern DENIED = Pattern.compile(
            "\\b(ne|n) \\w+ (pas|plus|rien)\\b|\\b(veux|veut|suis|pas|don t|do not|not|never|no longer) (pas|not|interested|encore)\\b|\\b(don t|not|never|no) ");

    int points() {
        return points;
    }

    int mood() {
        return mood;
    }

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    boolean in(String plain) {
        return pattern.matcher(plain).find() && !(wants && DENIED.matcher(plain).find());
    }
}
