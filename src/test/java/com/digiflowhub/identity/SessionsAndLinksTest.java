package com.digiflowhub.identity;

import static com.digiflowhub.identity.IdentityStory.HUB;
import static com.digiflowhub.identity.IdentityStory.TIME;
import static com.digiflowhub.identity.IdentityStory.atOnce;
import static com.digiflowhub.identity.IdentityStory.newUser;
import static com.digiflowhub.identity.IdentityStory.newWorkspace;
import static com.digiflowhub.identity.IdentityStory.part;
import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.identity.OneTimeLinks.Purpose;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of somebody who signed in, and links that open a door once. */
class SessionsAndLinksTest {
    private final Sessions sessions = part(Sessions.class);
    private final OneTimeLinks links = part(OneTimeLinks.class);
    private final RefreshTokens refreshTokens = part(RefreshTokens.class);
    private final User user = newUser();
    private final WorkspaceId workspace = newWorkspace(user, "Agence");

    @Test
    void a_session_names_who_where_and_with_which_rights() {
        SignedIn signedIn = sessions.find(begin()).orElseThrow();
        assertThat(signedIn.user()).isEqualTo(user.id());
        assertThat(signedIn.name()).isEqualTo("Amélie Durand");
        assertThat(signedIn.workspace()).isEqualTo(workspace);
        assertThat(signedIn.role()).isEqualTo(Role.OWNER);
        assertThat(signedIn.scopes()).isEmpty();
    }

    @Test
    void who_belongs_to_no_workspace_has_no_session() {
        assertThat(sessions.begin(newUser().id())).isEmpty();
    }

    @Test
    void a_session_ends_two_hours_after_it_was_last_used() {
        String code = begin();
        TIME.advance(Duration.ofMinutes(119));
        assertThat(sessions.find(code)).isPresent();
        TIME.advance(Duration.ofMinutes(119));
        assertThat(sessions.find(code)).isPresent();
        TIME.advance(Duration.ofHours(2));
        assertThat(sessions.find(code)).isEmpty();
    }

    @Test
    void a_session_in_use_ends_after_twelve_hours_all_the_same() {
        String code = begin();
        for (int hour = 1; hour < 12; hour++) {
            TIME.advance(Duration.ofHours(1));
            assertThat(sessions.find(code)).as("after %d hours", hour).isPresent();
        }
        TIME.advance(Duration.ofHours(1));
        assertThat(sessions.find(code)).isEmpty();
    }

    @Test
    void an_ended_session_is_over_at_once_and_the_others_go_on() {
        String code = begin();
        String other = begin();
        sessions.end(code);
        sessions.end("never begun");
        assertThat(sessions.find(code)).isEmpty();
        assertThat(sessions.find(other)).isPresent();
    }

    @Test
    void a_disabled_user_s_sessions_are_over_at_once() {
        String code = begin();
        IdentityStory.disable(user);
        assertThat(sessions.find(code)).isEmpty();
    }

    @Test
    void who_left_the_workspace_is_no_longer_signed_in_there() {
        String code = begin();
        HUB.change("delete from identity.member where user_id = '" + user.id() + "'");
        assertThat(sessions.find(code)).isEmpty();
    }

    @Test
    void a_guess_opens_nothing() {
        String code = begin();
        for (String guess :
                List.of("", "x", code + "x", code.substring(1), code.toLowerCase(java.util.Locale.ROOT) + "-")) {
            assertThat(sessions.find(guess)).isEmpty();
        }
        assertThat(code.length()).isGreaterThanOrEqualTo(43);
    }

    @Test
    void a_link_opens_its_door_once() {
        String code = links.issue(Purpose.SIGN_IN, Optional.of(user.id()), Duration.ofMinutes(10))
                .reveal();
        assertThat(links.good(code, Purpose.SIGN_IN)).isTrue();
        assertThat(links.good(code, Purpose.SIGN_IN)).isTrue();
        assertThat(links.open(code, Purpose.SIGN_IN)).contains(new OneTimeLinks.Opened(Optional.of(user.id())));
        assertThat(links.open(code, Purpose.SIGN_IN)).isEmpty();
        assertThat(links.good(code, Purpose.SIGN_IN)).isFalse();
    }

    @Test
    void a_link_opens_no_other_door_and_none_after_its_time() {
        String code = links.issue(Purpose.SIGN_IN, Optional.of(user.id()), Duration.ofMinutes(10))
                .reveal();
        assertThat(links.open(code, Purpose.FIRST_OWNER)).isEmpty();
        assertThat(links.good(code, Purpose.FIRST_OWNER)).isFalse();
        assertThat(links.open("guess", Purpose.SIGN_IN)).isEmpty();
        TIME.advance(Duration.ofMinutes(10));
        assertThat(links.good(code, Purpose.SIGN_IN)).isFalse();
        assertThat(links.open(code, Purpose.SIGN_IN)).isEmpty();
    }

    @Test
    void of_twenty_who_open_a_link_at_once_one_comes_in() throws Exception {
        String code = links.issue(Purpose.SIGN_IN, Optional.of(user.id()), Duration.ofMinutes(10))
                .reveal();
        assertThat(atOnce(20, () -> links.open(code, Purpose.SIGN_IN).isPresent()).stream()
                        .filter(opened -> opened))
                .hasSize(1);
    }

    @Test
    void a_refresh_token_is_good_once_and_gives_the_next() {
        Secret first = refreshTokens.begin(user.id());
        RefreshTokens.Refreshed second = refreshTokens.refresh(first.reveal()).orElseThrow();
        assertThat(second.user()).isEqualTo(user.id());
        assertThat(second.next()).isNotEqualTo(first);
        assertThat(refreshTokens.refresh(second.next().reveal())).isPresent();
    }

    @Test
    void a_refresh_token_shown_twice_ends_its_whole_family_and_no_other() {
        Secret stolen = refreshTokens.begin(user.id());
        Secret unrelated = refreshTokens.begin(user.id());
        Secret next = refreshTokens.refresh(stolen.reveal()).orElseThrow().next();
        assertThat(refreshTokens.refresh(stolen.reveal())).isEmpty();
        assertThat(refreshTokens.refresh(next.reveal())).isEmpty();
        assertThat(refreshTokens.refresh(unrelated.reveal())).isPresent();
    }

    @Test
    void of_twenty_who_refresh_with_one_token_one_is_served_and_then_the_family_ends() throws Exception {
        Secret token = refreshTokens.begin(user.id());
        List<Optional<RefreshTokens.Refreshed>> answers = atOnce(20, () -> refreshTokens.refresh(token.reveal()));
        List<RefreshTokens.Refreshed> served =
                answers.stream().flatMap(Optional::stream).toList();
        assertThat(served).hasSize(1);
        assertThat(refreshTokens.refresh(served.getFirst().next().reveal())).isEmpty();
    }

    @Test
    void a_refresh_token_ends_after_thirty_days() {
        Secret token = refreshTokens.begin(user.id());
        TIME.advance(Duration.ofDays(30));
        assertThat(refreshTokens.refresh(token.reveal())).isEmpty();
        assertThat(refreshTokens.refresh("dfh_refresh_guess")).isEmpty();
    }

    private String begin() {
        return sessions.begin(user.id()).orElseThrow().reveal();
    }
}
