package com.digiflowhub.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.connections.Connections;
import com.digiflowhub.identity.FirstOwner;
import com.digiflowhub.identity.Passwords;
import com.digiflowhub.identity.SignIn;
import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.testing.RunningHub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

/** One fresh hub, started again and again with other variables until it has an owner. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStartTest {
    private static final String PASSWORD = "vingt-deux palmiers royaux";
    private static final Map<String, String> WHATSAPP =
            Map.of("WHATSAPP_TOKEN", "EAA-first", "WHATSAPP_PHONE_ID", "106540000777", "META_APP_SECRET", "s3cret");

    private RunningHub hub;

    @BeforeAll
    void start() {
        hub = RunningHub.start();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    @Order(1)
    void without_variables_there_is_no_owner_and_no_workspace() {
        startWith(Map.of());
        assertThat(hub.part(FirstOwner.class).missing()).isTrue();
        assertThat(hub.part(FirstOwner.class).founded()).isEmpty();
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "ada@hub.example, short, HUB_OWNER_PASSWORD, at least 8",
        "ada@hub.example, password123, HUB_OWNER_PASSWORD, tried first",
        "ada@hub.example, '', HUB_OWNER_PASSWORD, at least 8",
        "not an address, vingt-deux palmiers, HUB_OWNER_EMAIL, e-mail address",
        "'', vingt-deux palmiers, HUB_OWNER_EMAIL, e-mail address"
    })
    void a_wrong_owner_stops_the_start_with_the_variable_and_the_remedy(
            String email, String password, String variable, String remedy) {
        assertThatThrownBy(() -> startWith(Map.of("HUB_OWNER_EMAIL", email, "HUB_OWNER_PASSWORD", password)))
                .isInstanceOfSatisfying(
                        InvalidSetting.class,
                        wrong -> assertThat(wrong.variable()).isEqualTo(variable))
                .hasMessageContaining(remedy);
        assertThat(hub.part(FirstOwner.class).missing()).isTrue();
    }

    @Test
    @Order(3)
    void a_wrong_password_is_not_repeated_in_the_message() {
        assertThatThrownBy(() -> startWith(Map.of("HUB_OWNER_EMAIL", "a@b.example", "HUB_OWNER_PASSWORD", "kanari")))
                .message()
                .doesNotContain("kanari");
    }

    @Test
    @Order(4)
    void a_provider_s_wrong_value_stops_the_start_even_before_there_is_a_workspace() {
        assertThatThrownBy(() -> startWith(Map.of("WHATSAPP_API_URL", "graph.facebook.com")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("WHATSAPP_API_URL must be an address such as https://api.example.com");
    }

    @Test
    @Order(5)
    void owner_workspace_and_connection_come_from_the_environment() {
        startWith(with(WHATSAPP, Map.of("HUB_OWNER_EMAIL", "Ada@hub.example", "HUB_OWNER_PASSWORD", PASSWORD)));
        assertThat(hub.look("select email from identity.hub_user")).containsExactly("ada@hub.example");
        assertThat(hub.part(SignIn.class).with("ada@hub.example", PASSWORD, "203.0.113.9"))
                .isInstanceOf(SignIn.Result.Known.class);
        assertThat(connections()).containsExactly("whatsapp environment");
    }

    @Test
    @Order(6)
    void started_again_it_founds_nobody_and_doubles_nothing() {
        startWith(with(WHATSAPP, Map.of("HUB_OWNER_EMAIL", "other@hub.example", "HUB_OWNER_PASSWORD", "short")));
        assertThat(hub.look("select email from identity.hub_user")).containsExactly("ada@hub.example");
        assertThat(connections()).containsExactly("whatsapp environment");
    }

    @Test
    @Order(7)
    void a_changed_variable_changes_the_connection_at_the_next_start() {
        startWith(with(WHATSAPP, Map.of("WHATSAPP_PHONE_ID", "106540000888")));
        assertThat(hub.look("select settings ->> 'phoneId' from connections.connection"))
                .containsExactly("106540000888");
    }

    @Test
    @Order(8)
    void an_account_that_a_page_has_connected_is_left_to_it() {
        hub.change("update connections.connection set origin = 'page'");
        startWith(with(WHATSAPP, Map.of("WHATSAPP_PHONE_ID", "106540000888")));
        assertThat(connections()).containsExactly("whatsapp page");
    }

    private void startWith(Map<String, String> variables) {
        MockEnvironment environment = new MockEnvironment();
        variables.forEach(environment::setProperty);
        new FirstStart(environment, hub.part(FirstOwner.class), hub.part(Passwords.class), hub.part(Connections.class))
                .afterSingletonsInstantiated();
    }

    private List<String> connections() {
        return hub.look("select provider || ' ' || origin from connections.connection where removed_at is null");
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new java.util.HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
