package com.digiflowhub.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "+33612345678,33612345678",
        "+33 6 12 34 56 78,0033612345678",
        "+5511987654321,551187654321",
        "+525512345678,5215512345678",
        "+541123456789,5491123456789"
    })
    void variants_of_one_number_are_one_person(String one, String other) {
        assertThat(PhoneNumbers.canonical(one)).isPresent().isEqualTo(PhoneNumbers.canonical(other));
    }

    @Test
    void a_brazilian_landline_gets_no_ninth_digit() {
        assertThat(PhoneNumbers.canonical("+551123456789")).contains("+551123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "12",
                "+",
                "1234567890123456789",
                "FR.481516234200x1234567890123456789012345678901234567890"
            })
    void what_is_no_number_is_none(String text) {
        assertThat(PhoneNumbers.canonical(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+33 (0)6 12 34 56 78, +33612345678",
        "'  +33.6-12/34 56 78 ', +33612345678",
        "0044 20 7946 0958, +442079460958",
        "+1 (202) 555-0143, +12025550143",
        "+1234567, +1234567"
    })
    void signs_and_blanks_are_no_part_of_a_number(String written, String canonical) {
        assertThat(PhoneNumbers.canonical(written)).contains(canonical);
    }

    @Test
    void a_number_has_seven_to_fifteen_digits_after_the_zeros() {
        assertThat(PhoneNumbers.canonical("+123456")).isEmpty();
        assertThat(PhoneNumbers.canonical("00123456")).isEmpty();
        assertThat(PhoneNumbers.canonical("+999999999999999")).contains("+999999999999999");
        assertThat(PhoneNumbers.canonical("+9999999999999999")).isEmpty();
        assertThat(PhoneNumbers.canonical(" ".repeat(41) + "+33612345678")).isEmpty();
    }
}
