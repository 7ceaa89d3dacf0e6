package com.digiflowhub.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Opened;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ParcelsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void a_part_is_the_bytes_as_they_came() {
        String escaped =
                "{\"field\":\"messages\",\"value\":{ \"metadata\":{\"phone_number_id\":\"1\"},\"x\":\"Caf\\u00e9 a\\/b \\\"]}\" }}";
        Opened.Part part = parts(Meta.post(escaped)).getFirst();
        assertThat(text(part)).contains(escaped);
    }

    @Test
    void each_account_gets_its_own_changes_and_no_others() {
        byte[] body =
                Meta.post(Meta.change("1", "a", "eins"), Meta.change("2", "b", "zwei"), Meta.change("1", "c", "drei"));
        List<Opened.Part> parts = parts(body);
        assertThat(parts).extracting(Opened.Part::account).containsExactly("1", "2");
        assertThat(text(parts.get(0))).contains("eins", "drei").doesNotContain("zwei");
        assertThat(parts)
                .allSatisfy(part -> assertThat(JSON.readTree(part.body())
                                .path("entry")
                                .path(0)
                                .path("id")
                                .asString())
                        .isEqualTo("215589000111"));
    }

    @Test
    void news_about_the_business_account_go_by_its_id_and_keep_their_time() {
        Opened.Part part = parts(Meta.sample("wa-template-approved.json")).getFirst();
        assertThat(part.account()).isEqualTo("215589000111");
        JsonNode entry = JSON.readTree(part.body()).path("entry").path(0);
        assertThat(entry.path("time").asLong()).isEqualTo(1767225600);
        assertThat(entry.path("changes")
                        .path(0)
                        .path("value")
                        .path("message_template_id")
                        .asLong())
                .isEqualTo(1689556908129832L);
    }

    @Test
    void several_entries_of_one_account_stay_apart_inside_one_part() {
        String body =
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"A\",\"time\":1,\"changes\":[{\"field\":\"x\",\"value\":{}}]},{\"id\":\"A\",\"time\":2,\"changes\":[{\"field\":\"y\",\"value\":{}}]}]}";
        JsonNode entries = JSON.readTree(
                        parts(body.getBytes(StandardCharsets.UTF_8)).getFirst().body())
                .path("entry");
        assertThat(entries.size()).isEqualTo(2);
        assertThat(entries.path(1).path("time").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "\"x\"",
                "null",
                "{\"metadata\":7}",
                "{\"metadata\":{\"phone_number_id\":{}}}",
                "{\"metadata\":{\"phone_number_id\":\"a b\"}}"
            })
    void a_change_that_makes_no_sense_goes_to_the_business_account(String value) {
        byte[] body = Meta.post("{\"field\":\"messages\",\"value\":" + value + "}", Meta.change("2", "b", "zwei"));
        assertThat(Parcels.open(body))
                .isInstanceOfSatisfying(
                        Opened.Parcel.class,
                        parcel -> assertThat(parcel.parts())
                                .extracting(Opened.Part::account)
                                .contains("2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "{\"a\" 1}",
                "{\"object\":\"page\"}",
                "{\"object\":\"whatsapp_business_account\"}x",
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{"
            })
    void what_is_no_delivery_is_unreadable(String body) {
        assertThat(Parcels.open(body.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Opened.Unreadable.class);
    }

    @Test
    void a_million_brackets_cost_no_stack() {
        byte[] body = Meta.post("{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"1\"},\"x\":"
                + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}}");
        assertThat(parts(body)).extracting(Opened.Part::account).containsExactly("1");
    }

    @Test
    void whatever_is_done_to_the_bytes_nothing_is_thrown() {
        byte[] whole = Meta.post(Meta.change("1", "a", "eins"), Meta.change("2", "b", "zwei"));
        Random random = new Random(20261124);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int i = 0; i < 3; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(Parcels.open(bytes)).isNotNull();
        }
    }

    private static List<Opened.Part> parts(byte[] body) {
        assertThat(Parcels.open(body)).isInstanceOf(Opened.Parcel.class);
        return ((Opened.Parcel) Parcels.open(body)).parts();
    }

    private static String text(Opened.Part part) {
        return new String(part.body(), StandardCharsets.UTF_8);
    }
}
