package com.digiflowhub.sandbox.openai;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the model thinks of a person whose words it is shown, where a request asks for reasons and a sentiment: clue by clue, with quotes. */
final class Opinion {

    private static final List<Clue> CLUES = List.of(
            new Clue(
                    "has a budget in mind",
                    "a un budget en tête",
                    15,
                    1,
                    "budget|[0-9]+ ?(euros?|eur|dollars?|pounds?|k)( |$)|€|£"),
            new Clue(
                    "wants to sign up or meet",
                    "veut s'inscrire ou un rendez-vous",
                    22,
                    1,
                    "inscri|reserv|rendez|rdv|book|sign (me )?up|enrol|appointment|meeting"),
            new Clue(
                    "asks what it costs",
                    "demande ce que cela coûte",
                    11,
                    0,
                    "combien|prix|tarif|cout|price|cost|how much|devis|quote"),
            new Clue(
                    "names a time",
                    "donne un moment",
                    9,
                    0,
                    "lundi|mardi|jeudi|samedi|prochain|janvier|decembre|monday|tuesday|thursday|next week|january|december|tomorrow|demain"),
            new Clue(
                    "says something kind",
                    "a un mot aimable",
                    5,
                    2,
                    "(?<!non )merci|parfait|super|(?<!no )thank|perfect|great|love"),
            new Clue(
                    "cannot make up their mind",
                    "n'arrive pas à se décider",
                    -7,
                    0,
                    "hesit|reflech|peut-etre|not sure|maybe|compar|think about"),
            new Clue(
                    "puts it off",
                    "remet à plus tard",
                    -6,
                    0,
                    "plus tard|pas maintenant|not now|later|next year|annee prochaine"),
            new Clue("thinks it costs too much", "trouve cela trop cher", -12, -1, "trop cher|too expensive|afford"),
            new Clue(
                    "is upset",
                    "est en colère",
                    -17,
                    -3,
                    "scandal|honte|arnaque|inadmissible|unacceptable|ridiculous|scam|awful|furieu|angry|worst"),
            new Clue(
                    "wants no more messages",
                    "ne veut plus de messages",
                    -27,
                    -2,
                    "laissez-moi|laissez moi|arretez|stop|leave me alone|unsubscribe|ne m'ecrivez|ne me contactez"),
            new Clue(
                    "is not interested",
                    "n'est pas intéressé",
                    -21,
                    -1,
                    "pas interess|not interested|no thanks|non merci"),
            new Clue(
                    "advertises something of their own",
                    "fait sa propre publicité",
                    -30,
                    0,
                    "seo|backlink|crypto|bitcoin|casino|click here|cliquez ici|gagnez|google"));
    private static final int LONGEST_QUOTE = 120;

    private record Clue(String english, String french, int points, int mood, Pattern words) {
        Clue(String english, String french, int points, int mood, String words) {
            this(english, french, points, mood, Pattern.compile(words));
        }
    }

    private Opinion() {}

    static boolean isAskedFor(JsonNode schema) {
        return schema.path("properties").has("reasons")
                && schema.path("properties").has("sentiment");
    }

    /** The person's words are those under {@code lead} in a JSON array of what was said. */
    static JsonNode of(JsonNode messages) {
        var sentences = messages.valueStream()
                .map(Thought::text)
                .flatMap(text -> lead(text).stream())
                .flatMap(said -> Arrays.stream(said.split("(?<=[.!?])\\s+|\\n+")))
                .filter(sentence -> !sentence.isBlank())
                .toList();
        var french = messages.valueStream().map(Thought::text).anyMatch(text -> text.contains("LANGUAGE: French"));
        var answer = JsonMapper.shared().createObjectNode();
        var reasons = answer.putArray("reasons");
        var moods = new ArrayList<String>();
        var mood = 0;
        for (var clue : CLUES) {
            for (var sentence : sentences) {
                if (clue.words().matcher(bare(sentence)).find()) {
                    reasons.add(reason(clue, sentence, french));
                    mood += clue.mood();
                    if (clue.mood() != 0) {
                        moods.add(cut(sentence));
                    }
                    break;
                }
            }
        }
        answer.put("sentiment", mood > 0 ? "positive" : mood < 0 ? "negative" : "neutral");
        answer.put("confidence", Math.min(0.97, 0.6 + 0.1 * Math.abs(mood)));
        var quotes = answer.putArray("sentimentQuotes");
        moods.forEach(quotes::add);
        return answer;
    }

    private static ObjectNode reason(Clue clue, String sentence, boolean french) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("reason", french ? clue.french() : clue.english())
                .put("points", clue.points())
                .put("quote", cut(sentence));
    }

    private static String cut(String sentence) {
        var clean = sentence.strip();
        return clean.length() <= LONGEST_QUOTE ? clean : clean.substring(0, LONGEST_QUOTE);
    }

    private static String bare(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static List<String> lead(String text) {
        try {
            var said = JsonMapper.shared().readTree(text);
            return said.valueStream()
                    .filter(line -> line.path("lead").isString())
                    .map(line -> line.path("lead").asString(""))
                    .toList();
        } catch (JacksonException noJson) {
            return List.of();
        }
    }
}
