package com.digiflowhub.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One way to write an address, and none for what reaches nobody. */
class EmailAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "Claire@Example.COM, claire@example.com",
        "'  a@example.org\t', a@example.org",
        "first.last+tag@mail.example.co.uk, first.last+tag@mail.example.co.uk",
        "o'brien@example.org, o'brien@example.org",
        "É.Moreau@exämple.fr, é.moreau@exämple.fr",
        "1@2.io, 1@2.io"
    })
    void an_address_is_written_in_lower_case_without_blanks_around_it(String written, String canonical) {
        assertThat(EmailAddresses.canonical(written)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "claire",
                "@example.com",
                "claire@",
                "claire@example",
                "claire@example.c",
                "claire@.com",
                "claire@example..com",
                "a@b@example.com",
                "a b@example.com",
                "a\u0000@example.com",
                "a@example.com\nBcc: b@example.com",
                "Claire <claire@example.com>",
                "a@example.com, b@example.com",
                "a@exam_ple.com",
                "mailto:a@example.com"
            })
    void what_reaches_nobody_is_none(String text) {
        assertThat(EmailAddresses.canonical(text)).isEmpty();
    }

    @Test
    void the_lengths_are_those_of_the_internet() {
        assertThat(EmailAddresses.canonical("a".repeat(64) + "@example.com")).isPresent();
        assertThat(EmailAddresses.canonical("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddresses.canonical("a@" + "b".repeat(249) + ".io"))
                .as("254 characters")
                .isPresent();
        assertThat(EmailAddresses.canonical("a@" + "b".repeat(250) + ".io"))
                .as("255 characters")
                .isEmpty();
    }
}
