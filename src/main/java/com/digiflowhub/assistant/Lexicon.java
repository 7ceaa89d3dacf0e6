package com.digiflowhub.assistant;

import com.digiflowhub.platform.spelling.Slips;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What words mean, roughly: without accents and endings, little words left out, synonyms of both languages taken for one. */
public final class Lexicon {
    private static final int MAX_WORDS = 60;
    private static final int SHORTEST_MISSPELT = 5;
    private static final int SHORTEST_STEM = 4;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDING =
            Pattern.compile("(ements?|ations?|ables?|ibles?|aient|ions|ants?|ings?|ers?|ees?|ez|es|ed|e|s|x)$");
    private static final Set<String> LITTLE = Set.copyOf(List.of(
            ("a ai ais alors apres as aimerais aller au aussi autre aux avec avez avoir bcp beaucoup bien bjr bonjour bonne bonsoir bsr c ca car "
                            + "cc ce cela ces cet cette chez ci comme comment coment cordialement coucou d dans de demande depuis des deux dire dit dites "
                            + "dois doit donc du elle en encore entre es est et etait ete etes etre eu exactement faire fais fait faites faut il ils info "
                            + "infos information informations j jai je jour journee juste l la le les leur lui m ma madame mais maintenant me meme merci "
                            + "mes mettre moi moment mon monsieur n ne ni non nos notre nous on ont ou oui par pas pendant peu peut peux plus possible "
                            + "pour pourquoi pourrais pourrait pouvez pouvoir proposez propose puis pr qd que quel quelle quelles quels quelqu qu question "
                            + "qui quoi s sa salut sans savoir se sera ses sert si slt soit son sont sous souhaite souhaiterais sur svp stp t ta te tes "
                            + "toi ton tous tout toute toutes tres tu un une va vais veux vers veut voici voila voir voudrais vos votre vous vs vraiment y "
                            + "ya quil estce obtient obtenir suivre passe actuellement voulais voulait vouloir sais sait demander demandais demandait avais avait "
                            + "etais serait aurais aurait aura rien deja toujours bonjours hola allo nom prenom "
                            + "koi ki kel kelle kels keske kan ke pr ds dc pck pcq pk pkoi tjrs tjr tjs jsuis chui jai jveux jvoudrais jpeux jaimerais "
                            + "auj dsl tkt wesh qqch mtn "
                            + "u r ur im ive ill whats hows wheres n plz pls tbh btw hiya heya gonna wanna cos coz thx lol also still "
                            + "about am an and any are at be been by can could did do does for from get good had has have hello hey hi how i if in is it "
                            + "its just know like me my need of off offer on one or our please re should so some tell thanks thank that the their them "
                            + "there they this to too up us want was we what which who will with would you your")
                    .split(" ")));
    private static final List<Set<String>> GROUPS = groups();
    private static final Map<String, Integer> GROUP_OF = groupOf();

    private Lexicon() {}

    /** One word of a question: as it was written (plain), and what it stands for. */
    record Word(String plain, String meaning, Optional<Integer> group) {}

    /** Small letters, no accents, no signs. "où" is told from "ou" before its accent goes. */
    public static String plain(String text) {
        String kept = text.toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replaceAll("(?<!\\p{L})où(?!\\p{L})", "lieu")
                .replaceAll("rendez[ -]vous|rendé[ -]vous", "rdv");
        return NO_LETTER
                .matcher(MARKS.matcher(Normalizer.normalize(kept, Normalizer.Form.NFD))
                        .replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    /** The words that carry the meaning, each once. */
    static List<Word> words(String text) {
        return Arrays.stream(plain(text).split(" "))
                .filter(word -> !word.isEmpty() && !LITTLE.contains(word))
                .filter(word -> word.length() > 1)
                .distinct()
                .limit(MAX_WORDS)
                .map(Lexicon::word)
                .toList();
    }

    /** What to look for in the database: the words themselves and their synonyms. */
    static List<String> searchWords(String text) {
        Set<String> all = new LinkedHashSet<>();
        List<Word> words = words(text);
        words.forEach(word -> all.add(word.plain()));
        words.forEach(word -> word.group().ifPresent(group -> all.addAll(GROUPS.get(group))));
        return List.copyOf(all);
    }

    /** How much two words are one, 0 to 1: the same meaning, or a slip of the finger away. */
    static double alike(Word one, Word other) {
        if (one.meaning().equals(other.meaning())) {
            return 1;
        }
        int slips = slipsAllowed(Math.min(one.plain().length(), other.plain().length()));
        if (slips == 0) {
            return 0;
        }
        int distance = Slips.between(one.plain(), other.plain(), slips);
        return distance > slips ? 0 : 0.9 - 0.1 * (distance - 1);
    }

    private static Word word(String plain) {
        Optional<Integer> group = group(plain);
        return new Word(plain, group.map(number -> "#" + number).orElseGet(() -> stem(plain)), group);
    }

    private static Optional<Integer> group(String word) {
        Integer exact = GROUP_OF.get(word);
        if (exact != null) {
            return Optional.of(exact);
        }
        if (word.length() < SHORTEST_MISSPELT) {
            return Optional.empty();
        }
        return GROUP_OF.entrySet().stream()
                .filter(known ->
                        known.getKey().length() >= SHORTEST_MISSPELT && Slips.between(word, known.getKey(), 1) <= 1)
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst();
    }

    private static int slipsAllowed(int length) {
        if (length < SHORTEST_MISSPELT) {
            return 0;
        }
        return length < 9 ? 1 : 2;
    }

    private static String stem(String word) {
        String stem = ENDING.matcher(word).replaceFirst("");
        return stem.length() >= SHORTEST_STEM ? stem : word;
    }

    private static List<Set<String>> groups() {
        try (InputStream file = Objects.requireNonNull(
                Lexicon.class.getResourceAsStream("/assistant/synonyms.txt"), "assistant/synonyms.txt")) {
            List<Set<String>> groups = new ArrayList<>();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    groups.add(new LinkedHashSet<>(Arrays.stream(line.strip().split("\\s+"))
                            .map(Lexicon::plain)
                            .toList()));
                }
            }
            return List.copyOf(groups);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Integer> groupOf() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < GROUPS.size(); number++) {
            for (String word : GROUPS.get(number)) {
                numbers.putIfAbsent(word, number);
            }
        }
        return Map.copyOf(numbers);
    }
}
