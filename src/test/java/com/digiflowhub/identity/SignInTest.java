package com.digiflowhub.identity;

import static com.digiflowhub.identity.IdentityStory.PASSWORD;
import static com.digiflowhub.identity.IdentityStory.TIME;
import static com.digiflowhub.identity.IdentityStory.newUser;
import static com.digiflowhub.identity.IdentityStory.part;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** E-mail, password, and how many tries a stranger has. */
class SignInTest {
    private final SignIn signIn = part(SignIn.class);
    private final User user = newUser();
    private final String network = UUID.randomUUID().toString();

    @Test
    void the_right_password_is_known_however_the_address_is_written() {
        assertThat(signIn.with(user.email(), PASSWORD, network)).isEqualTo(new SignIn.Result.Known(user));
        assertThat(signIn.with("  " + user.email().toUpperCase(java.util.Locale.ROOT) + " ", PASSWORD, network))
                .isEqualTo(new SignIn.Result.Known(user));
    }

    @Test
    void a_wrong_address_and_a_wrong_password_are_the_same_answer() {
        assertThat(signIn.with(user.email(), "wrong", network)).isEqualTo(new SignIn.Result.Wrong());
        assertThat(signIn.with("nobody@example.com", PASSWORD, network)).isEqualTo(new SignIn.Result.Wrong());
    }

    @Test
    void a_disabled_user_is_wrong_too() {
        IdentityStory.disable(user);
        assertThat(signIn.with(user.email(), PASSWORD, network)).isEqualTo(new SignIn.Result.Wrong());
    }

    @Test
    void after_eight_wrong_tries_even_the_right_password_waits_fifteen_minutes() {
        wrong(8, network);
        assertThat(signIn.with(user.email(), PASSWORD, network))
                .isEqualTo(new SignIn.Result.TooMany(Duration.ofMinutes(15)));
        TIME.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(signIn.with(user.email(), PASSWORD, network)).isInstanceOf(SignIn.Result.Known.class);
    }

    @Test
    void a_stranger_s_tries_do_not_lock_the_owner_at_home_out() {
        wrong(8, network);
        assertThat(signIn.with(user.email(), PASSWORD, UUID.randomUUID().toString()))
                .isInstanceOf(SignIn.Result.Known.class);
    }

    @Test
    void a_success_forgets_the_slips_before_it() {
        wrong(7, network);
        assertThat(signIn.with(user.email(), PASSWORD, network)).isInstanceOf(SignIn.Result.Known.class);
        wrong(7, network);
        assertThat(signIn.with(user.email(), PASSWORD, network)).isInstanceOf(SignIn.Result.Known.class);
    }

    @Test
    void one_network_that_tries_many_accounts_is_slowed_down_as_a_whole() {
        for (int n = 0; n < 40; n++) {
            assertThat(signIn.with("guess" + n + "@example.com", "guess", network))
                    .isEqualTo(new SignIn.Result.Wrong());
        }
        assertThat(signIn.with(user.email(), PASSWORD, network)).isInstanceOf(SignIn.Result.TooMany.class);
    }

    private void wrong(int times, String from) {
        for (int n = 0; n < times; n++) {
            assertThat(signIn.with(user.email(), "wrong " + n, from)).isEqualTo(new SignIn.Result.Wrong());
        }
    }
}
