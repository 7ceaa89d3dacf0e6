package com.digiflowhub.identity;

import static com.digiflowhub.identity.IdentityStory.HUB;
import static com.digiflowhub.identity.IdentityStory.PASSWORD;
import static com.digiflowhub.identity.IdentityStory.atOnce;
import static com.digiflowhub.identity.IdentityStory.newEmail;
import static com.digiflowhub.identity.IdentityStory.newUser;
import static com.digiflowhub.identity.IdentityStory.newWorkspace;
import static com.digiflowhub.identity.IdentityStory.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.testing.RunningHub;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Users, workspaces, members, the first owner, and the keys with which programs call. */
class WorkspacesAndKeysTest {
    private final Users users = part(Users.class);
    private final Workspaces workspaces = part(Workspaces.class);
    private final ApiKeys keys = part(ApiKeys.class);
    private final User owner = newUser();
    private final WorkspaceId workspace = newWorkspace(owner, "Agence");

    @Test
    void a_user_is_found_by_address_however_it_is_written_and_no_address_belongs_to_two() {
        String email = newEmail();
        User user = users.register(" " + email.toUpperCase(Locale.ROOT) + " ", "Zoé", Optional.empty());
        assertThat(user.email()).isEqualTo(email);
        assertThat(users.findByEmail(email.toUpperCase(Locale.ROOT))).contains(user);
        assertThat(users.find(user.id())).contains(user);
        assertThat(user.passwordHash()).isEmpty();
        assertThatThrownBy(() -> users.register(email, "Other", Optional.empty()))
                .hasMessageContaining("hub_user");
        assertThat(users.find(new UserId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void printed_a_user_is_a_number_not_a_person() {
        assertThat(owner.toString()).contains(owner.id().toString()).doesNotContain(owner.email(), "Amélie", "argon2");
    }

    @Test
    void names_are_told_for_those_who_exist() {
        UserId nobody = new UserId(UUID.randomUUID());
        assertThat(users.names(List.of(owner.id(), nobody))).isEqualTo(Map.of(owner.id(), "Amélie Durand"));
        assertThat(users.names(List.of())).isEmpty();
        assertThat(users.none()).isFalse();
    }

    @Test
    void initials_are_two_letters_of_any_name() {
        assertThat(User.initials("Amélie Durand")).isEqualTo("AD");
        assertThat(User.initials("  jean  claude  van damme ")).isEqualTo("JD");
        assertThat(User.initials("Zoé")).isEqualTo("Z");
        assertThat(User.initials("")).isEqualTo("?");
        assertThat(User.initials("😀 ß")).isEqualTo("😀SS");
    }

    @Test
    void a_workspace_has_its_owner_its_desk_and_its_settings() {
        Workspace current = HUB.in(workspace, workspaces::current);
        assertThat(current).isEqualTo(new Workspace(workspace, "Agence", Locale.FRENCH, ZoneId.of("Europe/Paris")));
        assertThat(HUB.in(workspace, part(Members.class)::list))
                .containsExactly(new Members.Member(owner.id(), "Amélie Durand", owner.email(), Role.OWNER));
        assertThat(HUB.look("select count(*) from work.desk where workspace_id = '" + workspace + "'"))
                .containsExactly("1");
        assertThatThrownBy(workspaces::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_user_s_workspaces_are_listed_by_name_and_nobody_else_s() {
        WorkspaceId second = newWorkspace(owner, "Boutique");
        newWorkspace(newUser(), "Étrangère");
        assertThat(workspaces.of(owner.id()))
                .containsExactly(
                        new Workspaces.Membership(workspace, "Agence", Role.OWNER),
                        new Workspaces.Membership(second, "Boutique", Role.OWNER));
        assertThat(workspaces.of(new UserId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void members_of_another_workspace_are_not_seen() {
        WorkspaceId other = newWorkspace(newUser(), "Étrangère");
        assertThat(HUB.in(other, part(Members.class)::list))
                .hasSize(1)
                .noneMatch(member -> member.user().equals(owner.id()));
    }

    @Test
    void a_key_is_shown_once_and_only_its_hash_is_kept() {
        ApiKeys.Made made = create("CRM import");
        String secret = made.secret().reveal();
        assertThat(secret).startsWith("dfh_live_").hasSizeGreaterThan(50);
        assertThat(made.toString()).doesNotContain(secret);
        assertThat(made.key().lastFour()).isEqualTo(secret.substring(secret.length() - 4));
        String row = String.join(
                "",
                HUB.look("select k::text from identity.api_key k where id = '"
                        + made.key().id() + "'"));
        assertThat(row)
                .doesNotContain(
                        secret,
                        secret.substring("dfh_live_".length()),
                        HexFormat.of().formatHex(new Secret(secret).bytes()));
        assertThat(HUB.in(workspace, keys::list)).containsExactly(made.key());
    }

    @Test
    void a_key_tells_who_made_it_where_and_what_it_may() {
        SignedIn caller = keys.find(create("CRM import").secret().reveal()).orElseThrow();
        assertThat(caller)
                .isEqualTo(new SignedIn(owner.id(), "CRM import", workspace, Role.MEMBER, Set.of(ApiKeys.ALL)));
    }

    @Test
    void a_revoked_key_is_nobody_at_once_and_cannot_be_revoked_twice() {
        ApiKeys.Made made = create("old");
        assertThat(HUB.in(workspace, () -> keys.revoke(made.key().id()))).isTrue();
        assertThat(keys.find(made.secret().reveal())).isEmpty();
        assertThat(HUB.in(workspace, () -> keys.revoke(made.key().id()))).isFalse();
        assertThat(HUB.in(workspace, keys::list))
                .singleElement()
                .matches(key -> key.revokedAt().isPresent());
    }

    @Test
    void another_workspace_neither_sees_nor_revokes_it() {
        ApiKeys.Made made = create("ours");
        WorkspaceId other = newWorkspace(newUser(), "Étrangère");
        assertThat(HUB.in(other, keys::list)).isEmpty();
        assertThat(HUB.in(other, () -> keys.revoke(made.key().id()))).isFalse();
        assertThat(keys.find(made.secret().reveal())).isPresent();
    }

    @Test
    void a_guess_is_nobody() {
        String secret = create("ours").secret().reveal();
        for (String guess :
                List.of("", "dfh_live_", secret + "x", secret.substring(0, secret.length() - 1), secret.substring(9))) {
            assertThat(keys.find(guess)).isEmpty();
        }
    }

    @Test
    void of_twenty_who_found_a_fresh_hub_at_once_one_is_its_owner_with_one_workspace() throws Exception {
        try (RunningHub fresh = RunningHub.start()) {
            FirstOwner firstOwner = fresh.part(FirstOwner.class);
            assertThat(firstOwner.missing()).isTrue();
            assertThatThrownBy(() -> firstOwner.found(founding(" ".repeat(3), ZoneId.of("UTC"), Locale.ROOT)))
                    .isInstanceOf(RuntimeException.class);
            assertThat(firstOwner.missing()).as("half a founding is none").isTrue();
            List<Optional<FirstOwner.Founded>> founded =
                    atOnce(20, () -> firstOwner.found(founding(newEmail(), ZoneId.of("Europe/Paris"), Locale.FRENCH)));
            assertThat(founded.stream().flatMap(Optional::stream)).hasSize(1);
            assertThat(firstOwner.missing()).isFalse();
            assertThat(fresh.look("select count(*) from identity.hub_user")).containsExactly("1");
            assertThat(fresh.look("select count(*) from identity.workspace")).containsExactly("1");
            assertThat(fresh.look("select count(*) from work.desk")).containsExactly("1");
            FirstOwner.Founded only =
                    founded.stream().flatMap(Optional::stream).findFirst().orElseThrow();
            assertThat(fresh.part(Workspaces.class).of(only.owner()))
                    .extracting(Workspaces.Membership::workspace)
                    .containsExactly(only.workspace());
            assertThat(fresh.part(Sessions.class).begin(only.owner())).isPresent();
        }
    }

    private ApiKeys.Made create(String name) {
        return HUB.in(workspace, () -> keys.create(name, owner.id()));
    }

    /** A blank address breaks the founding after its first statement: the workspace's own row refuses a missing name. */
    private static FirstOwner.Founding founding(String email, ZoneId zone, Locale locale) {
        String workspace = email.isBlank() ? "\u0000" : "Agence";
        return new FirstOwner.Founding(email, "Amélie", PASSWORD, workspace, locale, zone);
    }
}
