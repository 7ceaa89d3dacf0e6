package com.digiflowhub.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.vault.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @Test
    void an_address_of_every_day_is_read() {
        DatabaseAddress address = DatabaseAddress.parse("postgres://hub:secret@db.example.com:6432/marketing");
        assertThat(address.host()).isEqualTo("db.example.com");
        assertThat(address.port()).isEqualTo(6432);
        assertThat(address.name()).isEqualTo("marketing");
        assertThat(address.user()).isEqualTo("hub");
        assertThat(address.password().reveal()).isEqualTo("secret");
        assertThat(address.options()).isEmpty();
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:6432/marketing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:p@h/d",
                "postgresql://u:p@h/d",
                "jdbc:postgresql://u:p@h/d",
                " postgres://u:p@h/d\n"
            })
    void the_usual_ways_of_writing_it_mean_the_same(String text) {
        assertThat(DatabaseAddress.parse(text))
                .isEqualTo(new DatabaseAddress("h", 5432, "d", "u", new Secret("p"), Map.of()));
    }

    @Test
    void a_jdbc_address_may_name_user_and_password_as_options() {
        DatabaseAddress address =
                DatabaseAddress.parse("jdbc:postgresql://h:5433/d?user=me&password=s%26cret&sslmode=require");
        assertThat(address.user()).isEqualTo("me");
        assertThat(address.password().reveal()).isEqualTo("s&cret");
        assertThat(address.options()).containsOnly(Map.entry("sslmode", "require"));
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5433/d?sslmode=require");
    }

    @Test
    void options_go_on_to_the_driver() {
        assertThat(DatabaseAddress.parse(
                                "postgres://u:p@h/d?sslmode=verify-full&sslrootcert=%2Fca%2Froot.pem&tcpKeepAlive")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://h:5432/d?sslmode=verify-full&sslrootcert=%2Fca%2Froot.pem");
    }

    @ParameterizedTest
    @CsvSource({
        "p%40ss%3Aw%2Ford, p@ss:w/ord",
        "a+b, a+b",
        "%C3%A9t%C3%A9, été",
        "a@b, a@b",
        "a:b, a:b",
        "100%, 100%",
        "'', ''"
    })
    void a_password_may_hold_anything(String written, String meant) {
        DatabaseAddress address = DatabaseAddress.parse("postgres://user:" + written + "@h:5432/d");
        assertThat(address.password().reveal()).isEqualTo(meant);
        assertThat(address.user()).isEqualTo("user");
        assertThat(address.host()).isEqualTo("h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]", "[2001:db8::7]", "127.0.0.1", "hub_db", "db-1.internal"})
    void hosts_of_all_kinds_are_known(String host) {
        DatabaseAddress address = DatabaseAddress.parse("postgres://u:p@" + host + ":5433/d");
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://" + host + ":5433/d");
    }

    @Test
    void a_database_s_name_may_hold_what_an_address_may_not() {
        DatabaseAddress address = DatabaseAddress.parse("postgres://u:p@h/my%20data%3F");
        assertThat(address.name()).isEqualTo("my data?");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5432/my%20data%3F");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:canary@h/d",
                "postgres://u:canary@h",
                "postgres://u:canary@h/",
                "postgres://u:canary@/d",
                "postgres://u:canary@h:70000/d",
                "postgres://u:canary@h:0/d",
                "postgres://u:canary@h:port/d",
                "postgres://u:canary@h /d",
                "u:canary@h/d",
                "canary"
            })
    void what_is_no_address_is_refused_without_quoting_it(String text) {
        assertThatThrownBy(() -> DatabaseAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgres://user:password@host:port/database")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void printed_it_keeps_its_password_to_itself() {
        assertThat(DatabaseAddress.parse("postgres://u:canary@h/d").toString()).doesNotContain("canary");
        assertThat(DatabaseAddress.parse("postgres://u:canary@h/d").jdbcUrl()).doesNotContain("canary");
    }

    @Test
    void the_same_place_with_another_name_or_login_keeps_the_rest() {
        DatabaseAddress address = DatabaseAddress.parse("postgres://u:p@h:6000/d?sslmode=require");
        assertThat(address.named("other"))
                .isEqualTo(DatabaseAddress.parse("postgres://u:p@h:6000/other?sslmode=require"));
        assertThat(address.as("v", new Secret("q")))
                .isEqualTo(DatabaseAddress.parse("postgres://v:q@h:6000/d?sslmode=require"));
    }
}
