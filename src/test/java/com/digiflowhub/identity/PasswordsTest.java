package com.digiflowhub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final Passwords PASSWORDS = new Passwords();

    @ParameterizedTest
    @ValueSource(strings = {"password", "PASSWORD", "12345678", "qwertyuiop", "iloveyou"})
    void what_everybody_uses_is_refused_however_it_is_written(String common) {
        assertThat(PASSWORDS.refusal(common)).contains("password.common");
    }

    @Test
    void too_short_and_too_long_are_refused_and_characters_are_counted_not_bytes() {
        assertThat(PASSWORDS.refusal("")).contains("password.short");
        assertThat(PASSWORDS.refusal("a1b2c3d")).contains("password.short");
        assertThat(PASSWORDS.refusal("😀😀😀😀😀😀😀")).contains("password.short");
        assertThat(PASSWORDS.refusal("😀😀😀😀😀😀😀😀")).isEmpty();
        assertThat(PASSWORDS.refusal("x1".repeat(100))).isEmpty();
        assertThat(PASSWORDS.refusal("x1".repeat(100) + "y")).contains("password.long");
    }

    @Test
    void spaces_and_letters_of_all_languages_are_welcome() {
        assertThat(PASSWORDS.refusal("correct horse battery staple")).isEmpty();
        assertThat(PASSWORDS.refusal("Ça va très bien")).isEmpty();
    }

    @Test
    void a_hash_is_argon2id_with_the_numbers_owasp_asks_for_and_never_the_same_twice() {
        String hash = PASSWORDS.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PASSWORDS.hash("correct horse battery")).isNotEqualTo(hash);
        assertThat(hash).doesNotContain("horse");
    }

    @Test
    void the_right_password_matches_and_no_other() {
        Optional<String> hash = Optional.of(PASSWORDS.hash("correct horse battery"));
        assertThat(PASSWORDS.matches("correct horse battery", hash)).isTrue();
        assertThat(PASSWORDS.matches("Correct horse battery", hash)).isFalse();
        assertThat(PASSWORDS.matches("correct horse battery ", hash)).isFalse();
        assertThat(PASSWORDS.matches("", hash)).isFalse();
    }

    @Test
    void who_has_no_password_matches_nothing_not_even_what_stands_in_for_it() {
        assertThat(PASSWORDS.matches("nobody has this password", Optional.empty()))
                .isFalse();
        assertThat(PASSWORDS.matches("", Optional.empty())).isFalse();
    }

    @Test
    void a_user_who_does_not_exist_takes_as_long_as_one_who_does() {
        Optional<String> hash = Optional.of(PASSWORDS.hash("correct horse battery"));
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int n = 0; n < 4; n++) {
            known = Math.min(known, time(hash));
            unknown = Math.min(unknown, time(Optional.empty()));
        }
        assertThat((double) unknown / known).isBetween(0.2, 5.0);
    }

    @Test
    void many_at_once_are_all_answered() throws Exception {
        Optional<String> hash = Optional.of(PASSWORDS.hash("correct horse battery"));
        assertThat(IdentityStory.atOnce(12, () -> PASSWORDS.matches("correct horse battery", hash)))
                .containsOnly(true);
    }

    /** Of several the shortest counts: whoever else uses the machine can only lengthen it. */
    private static long time(Optional<String> hash) {
        long began = System.nanoTime();
        assertThat(PASSWORDS.matches("wrong", hash)).isFalse();
        return System.nanoTime() - began;
    }
}
