package com.digiflowhub.conversations.web;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What a number tells of its country: how it is written there, and what time it is. Only countries with one time are named; a guess would be
 * worse than none.
 */
final class HomeZones {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("FR", "Europe/Paris"),
            Map.entry("GF", "America/Cayenne"),
            Map.entry("GP", "America/Guadeloupe"),
            Map.entry("MQ", "America/Martinique"),
            Map.entry("RE", "Indian/Reunion"),
            Map.entry("YT", "Indian/Mayotte"),
            Map.entry("BE", "Europe/Brussels"),
            Map.entry("CH", "Europe/Zurich"),
            Map.entry("LU", "Europe/Luxembourg"),
            Map.entry("MC", "Europe/Monaco"),
            Map.entry("GB", "Europe/London"),
            Map.entry("IE", "Europe/Dublin"),
            Map.entry("DE", "Europe/Berlin"),
            Map.entry("AT", "Europe/Vienna"),
            Map.entry("NL", "Europe/Amsterdam"),
            Map.entry("IT", "Europe/Rome"),
            Map.entry("MA", "Africa/Casablanca"),
            Map.entry("DZ", "Africa/Algiers"),
            Map.entry("TN", "Africa/Tunis"),
            Map.entry("SN", "Africa/Dakar"),
            Map.entry("CI", "Africa/Abidjan"),
            Map.entry("CM", "Africa/Douala"),
            Map.entry("SR", "America/Paramaribo"),
            Map.entry("HT", "America/Port-au-Prince"),
            Map.entry("JP", "Asia/Tokyo"));

    private HomeZones() {}

    static Optional<ZoneId> of(String number) {
        try {
            String country = NUMBERS.getRegionCodeForNumber(NUMBERS.parse(number, "ZZ"));
            return Optional.ofNullable(country).map(ZONES::get).map(ZoneId::of);
        } catch (NumberParseException unknown) {
            return Optional.empty();
        }
    }

    /** In groups, as people read it; as it is when it is no number we know. */
    static String written(String number) {
        try {
            return NUMBERS.format(NUMBERS.parse(number, "ZZ"), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException unknown) {
            return number;
        }
    }
}
