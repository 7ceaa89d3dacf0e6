package com.digiflowhub.demo;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One client company of the agency on show, as {@code demo/<folder>/trade.json} tells. Another folder is another one.
 *
 * @param prefix how numbers begin that belong to nobody where its people live
 * @param asksPrice by language
 * @param stages of its pipeline, in their order
 * @param synonyms groups of words that mean the same here
 */
public record Trade(
        Optional<String> folder,
        int position,
        String workspace,
        Locale language,
        String zone,
        Currency currency,
        WhatsAppAccount whatsApp,
        String prefix,
        Place place,
        Map<String, String> asksPrice,
        String firstWords,
        List<String> stages,
        List<List<String>> synonyms,
        List<Grant> grants) {
    public Trade {
        asksPrice = Map.copyOf(asksPrice);
        stages = List.copyOf(stages);
        synonyms = List.copyOf(synonyms);
        grants = List.copyOf(grants);
    }

    /** Its own at the simulated WhatsApp. */
    public record WhatsAppAccount(String number, String phoneNumberId, String accountId) {}

    /** Where a phone of one of its leads is. */
    public record Place(String name, String address, double latitude, double longitude) {}

    /** Credits that its owner added. */
    public record Grant(int credits, String reason, int daysAgo) {}

    Trade in(String itsFolder) {
        return new Trade(
                Optional.of(itsFolder),
                position,
                workspace,
                language,
                zone,
                currency,
                whatsApp,
                prefix,
                place,
                asksPrice,
                firstWords,
                stages,
                synonyms,
                grants);
    }

    String file(String name) {
        return folder.orElseThrow() + "/" + name;
    }
}
