package com.digiflowhub.sandbox.openai;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads French and English roughly: without accents, endings and little words, and with a few synonyms. */
final class Words {

    private static final Set<String> LITTLE = Set.copyOf(List.of(
            ("le la les un une des de du d l au aux et ou a en est es sont c ce cet cette ces ca je tu il elle on nous vous ils "
                            + "me te se mon ma mes ton ta tes votre vos notre nos son sa ses leur que qu quoi qui quel quelle quels quelles "
                            + "est-ce dans par pour avec sur sans si ne pas plus y s t j m n bonjour bonsoir salut merci svp please hello hi "
                            + "the an of to in on at is are do does did can could would i you we they it your our my me and or for with "
                            + "there have has had be been what which how when where this that some any avez faites fait faire peut peux puis "
                            + "pouvez veux voudrais aimerais souhaite want like know savoir il-y-a ya get moi toi tell about dites question "
                            + "comment quand combien ou etes suis etre dois doit faut fais coucou cc slt bjr comme possible svp stp quoi alors aussi "
                            + "exactement vraiment utiliser use using am be will should must need")
                    .split(" ")));
    private static final List<Set<String>> SYNONYMS = List.of(
            group(
                    "prix coute coutent cout combien tarif tarifs price prices pricing cost costs much fee fees payer montant budget"),
            group(
                    "horaire horaires heure heures ouvert ouverte ouverts ouvrez ouverture ferme fermez hours open opening close closed"),
            group("adresse situe situes trouver trouvez lieu endroit where address located location locaux"),
            group("rendez-vous rdv rendezvous reserver reservation appointment book booking reserve"),
            group(
                    "paiement mensualite mensualites fois echelonner payment installment installments instalments instalment"),
            group("formation formations cours cour stage course courses class classes training"),
            group("programme programmes program contenu content syllabus"),
            group("ordinateur ordinateurs ordi pc portable laptop laptops computer computers"),
            group("duree dure longtemps temps long duration last lasts"),
            group("annuler annulation rembourser remboursement refund cancel cancellation"),
            group("livraison livrer livrez delivery deliver shipping ship"),
            group("contact telephone appeler joindre phone call mail email"),
            group("financement cpf opco financer financing funding"),
            group("certificat diplome certification attestation certificate diploma"),
            group("commencer commence debut debute demarrer start starts begin date dates"));

    private Words() {}

    private static Set<String> group(String words) {
        return Set.copyOf(List.of(words.split(" ")));
    }

    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replaceAll("[^a-z0-9-]+", " ")
                .strip();
    }

    /** The words that carry the meaning: synonyms become one, little words go, endings are cut. */
    static List<String> meaning(String text) {
        var meaning = new ArrayList<String>();
        Arrays.stream(plain(text).split(" ")).forEach(word -> {
            var group = synonym(word);
            if (group >= 0) {
                meaning.add("#" + group);
            } else if (word.length() > 1 && !LITTLE.contains(word)) {
                meaning.add(stem(word));
            }
        });
        return meaning.stream().distinct().toList();
    }

    /** The same word, or one slip of the finger away from it. */
    static boolean alike(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        return one.length() > 4 && other.length() > 4 && !one.startsWith("#") && distanceOne(one, other);
    }

    private static int synonym(String word) {
        for (var index = 0; index < SYNONYMS.size(); index++) {
            if (SYNONYMS.get(index).contains(word)) {
                return index;
            }
        }
        // Misspelt, but only one slip away from a long enough word of a group.
        for (var index = 0; index < SYNONYMS.size() && word.length() > 4; index++) {
            if (SYNONYMS.get(index).stream().anyMatch(known -> known.length() > 4 && distanceOne(known, word))) {
                return index;
            }
        }
        return -1;
    }

    private static String stem(String word) {
        var stem = word.replaceFirst("(ements?|ations?|ions?|ings?|ins?|aient|ez|er|ees?|es|ed|s)$", "");
        return stem.length() >= 3 ? stem : word;
    }

    private static boolean distanceOne(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        var start = 0;
        while (start < Math.min(one.length(), other.length()) && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        var restOne = one.substring(start);
        var restOther = other.substring(start);
        if (restOne.isEmpty() || restOther.isEmpty()) {
            return true;
        }
        return restOne.substring(1).equals(restOther)
                || restOther.substring(1).equals(restOne)
                || restOne.substring(1).equals(restOther.substring(1))
                || swapped(restOne, restOther);
    }

    private static boolean swapped(String one, String other) {
        return one.length() > 1
                && other.length() > 1
                && one.charAt(0) == other.charAt(1)
                && one.charAt(1) == other.charAt(0)
                && one.substring(2).equals(other.substring(2));
    }
}
