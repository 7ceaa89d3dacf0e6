package com.digiflowhub.conversations.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.Content;
import com.digiflowhub.conversations.log.Contents;
import com.digiflowhub.platform.web.Icons;
import com.digiflowhub.platform.web.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What people send besides text is shown as what it is; nothing is shown as nothing. */
class ThingsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Things things = new Things(JSON);
    private final Contents contents = new Contents(JSON);
    private final Words words = new Words();

    @Test
    void every_content_has_a_name_and_a_sign_in_both_languages() {
        Set<String> kinds = everything()
                .map(contents::store)
                .map(things::of)
                .map(Line.Thing::kind)
                .collect(Collectors.toSet());

        assertThat(kinds).contains("image", "voice", "document", "location", "contacts", "order", "unshown", "choice");
        for (String kind : kinds) {
            assertThat(words.in(Locale.FRENCH).find("content." + kind)).as(kind).isPresent();
            assertThat(words.in(Locale.ENGLISH).find("content." + kind))
                    .as(kind)
                    .isPresent();
            assertThat(Icons.paths(Signs.thing(kind))).as(kind).isNotBlank();
        }
    }

    @Test
    void a_file_keeps_its_name_and_an_order_its_number() {
        assertThat(things.of(contents.store(media(Content.Kind.DOCUMENT, false)))
                        .detail())
                .isEqualTo("Devis.pdf");
        assertThat(things.of(contents.store(new Content.Order(3, Optional.empty())))
                        .detail())
                .isEqualTo("3");
        assertThat(things.of(contents.store(new Content.ContactCards(List.of("Zoé", "Paul"))))
                        .detail())
                .isEqualTo("Zoé, Paul");
        assertThat(things.of(contents.store(new Content.Unshown("ephemeral", Optional.of("131051"))))
                        .detail())
                .isEqualTo("ephemeral");
    }

    @Test
    void a_place_leads_to_a_map_and_has_words_even_without_an_address() {
        Line.Thing named = things.of(contents.store(
                new Content.Location(4.93, -52.33, Optional.of("Cayenne"), Optional.of("Place des Palmistes"))));
        Line.Thing bare =
                things.of(contents.store(new Content.Location(4.93, -52.33, Optional.empty(), Optional.empty())));

        assertThat(named.detail()).isEqualTo("Place des Palmistes");
        assertThat(named.link()).hasValueSatisfying(link -> assertThat(link).contains("mlat=4.93", "mlon=-52.33"));
        assertThat(bare.detail()).isEqualTo("4.93000, -52.33000");
    }

    @Test
    void text_and_what_nobody_described_are_plain() {
        assertThat(things.of("{}").plain()).isTrue();
        assertThat(things.of("{\"type\":\"text\"}").plain()).isTrue();
        assertThat(things.of("{\"type\":\"of-next-year\"}").plain()).isFalse();
        assertThat(Icons.paths(Signs.thing("of-next-year"))).isNotBlank();
    }

    @Test
    void why_it_was_said_names_the_sources() {
        Line.Grounds grounds = things.grounds("""
                {"by":"model","model":"small-1","intent":"price","sources":[{"id":"1","title":"Tarifs 2026"},{"id":"2"}]}
                """);

        assertThat(grounds.by()).isEqualTo("model");
        assertThat(grounds.model()).contains("small-1");
        assertThat(grounds.sources()).containsExactly("Tarifs 2026");
        assertThat(things.grounds("{}").sources()).isEmpty();
    }

    @Test
    void a_round_picture_always_has_something_in_it() {
        assertThat(Initials.of("Claire Fontaine")).isEqualTo("CF");
        assertThat(Initials.of("+33639980001")).isEqualTo("+3");
        assertThat(Initials.of("由紀 佐藤")).isEqualTo("由佐");
        assertThat(Initials.of("<b>X</b> \u202Eevil")).isEqualTo("BE");
        assertThat(Initials.of("🙏🙏")).isEqualTo("?");
        assertThat(Initials.of("")).isEqualTo("?");
    }

    @Test
    void every_state_has_a_word_and_a_sign() {
        for (com.digiflowhub.conversations.MessageState state : com.digiflowhub.conversations.MessageState.values()) {
            if (state != com.digiflowhub.conversations.MessageState.RECEIVED) {
                assertThat(words.in(Locale.FRENCH).find("state." + state.stored()))
                        .as(state.stored())
                        .isPresent();
                assertThat(Icons.paths(Signs.state(state.stored()))).isNotBlank();
            }
        }
    }

    @Test
    void every_reason_not_to_send_has_words() {
        for (com.digiflowhub.conversations.delivery.MaySend.Why why :
                com.digiflowhub.conversations.delivery.MaySend.Why.values()) {
            assertThat(words.in(Locale.FRENCH).find("inbox.reason." + why.code()))
                    .as(why.code())
                    .isPresent();
            assertThat(words.in(Locale.ENGLISH).find("inbox.reason." + why.code()))
                    .as(why.code())
                    .isPresent();
        }
    }

    @Test
    void a_number_tells_the_time_of_its_country_where_there_is_one_time() {
        assertThat(HomeZones.of("+33639980001"))
                .hasValueSatisfying(zone -> assertThat(zone.getId()).isEqualTo("Europe/Paris"));
        assertThat(HomeZones.of("+594694201234"))
                .hasValueSatisfying(zone -> assertThat(zone.getId()).isEqualTo("America/Cayenne"));
        assertThat(HomeZones.of("+12025550123")).as("a country of many times").isEmpty();
        assertThat(HomeZones.of("no number")).isEmpty();
        assertThat(HomeZones.written("+33639980001")).isEqualTo("+33 6 39 98 00 01");
        assertThat(HomeZones.written("FR.481516")).isEqualTo("FR.481516");
    }

    private static Stream<Content> everything() {
        return Stream.of(
                new Content.Text("Bonjour"),
                media(Content.Kind.IMAGE, false),
                media(Content.Kind.VIDEO, false),
                media(Content.Kind.AUDIO, false),
                media(Content.Kind.AUDIO, true),
                media(Content.Kind.DOCUMENT, false),
                media(Content.Kind.STICKER, false),
                new Content.Location(1, 2, Optional.empty(), Optional.empty()),
                new Content.ContactCards(List.of("Zoé")),
                new Content.Choice("1", "Oui"),
                new Content.Reaction("wamid.1", "🙏"),
                new Content.Order(2, Optional.empty()),
                new Content.Unshown("system", Optional.empty()));
    }

    private static Content media(Content.Kind kind, boolean voice) {
        return new Content.Media(kind, "1", "application/pdf", Optional.empty(), Optional.of("Devis.pdf"), voice);
    }
}
