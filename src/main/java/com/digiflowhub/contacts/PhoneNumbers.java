package com.digiflowhub.contacts;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/**
 * One way to write a number that is written in several. In Brazil, Mexico and Argentina WhatsApp leaves out or puts in a digit that
 * people's own way of writing has or lacks; all variants are one person.
 */
public final class PhoneNumbers {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final int MAX_CHARACTERS = 40;

    private PhoneNumbers() {}

    /** E.164 with the plus, the same for every variant of a person's number; empty for what is no international number. */
    public static Optional<String> canonical(String number) {
        if (number.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        String stripped = number.strip();
        String digits = stripped.replaceAll("[^0-9]", "");
        String international = digits.startsWith("00") ? digits.substring(2) : digits;
        if (international.length() < 7 || international.length() > 15) {
            return Optional.empty();
        }
        return Optional.of("+" + withoutVariant(international));
    }

    private static String withoutVariant(String digits) {
        if (digits.startsWith("55") && digits.length() == 12 && "6789".indexOf(digits.charAt(4)) >= 0) {
            return digits.substring(0, 4) + "9" + digits.substring(4);
        } else if (digits.startsWith("521") && digits.length() == 13) {
            return "52" + digits.substring(3);
        } else if (digits.startsWith("54") && !digits.startsWith("549") && digits.length() == 12) {
            return "549" + digits.substring(2);
        }
        return formatted(digits);
    }

    private static String formatted(String digits) {
        try {
            PhoneNumber parsed = UTIL.parse("+" + digits, "ZZ");
            return UTIL.format(parsed, PhoneNumberFormat.E164).substring(1);
        } catch (NumberParseException unknown) {
            return digits;
        }
    }
}
