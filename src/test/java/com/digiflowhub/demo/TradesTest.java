package com.digiflowhub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.AiConfiguration;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.claims.Claims;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Each company on show is whole, and nothing of it is anybody's. */
class TradesTest {
    private static final Trades TRADES = new Trades(JsonMapper.shared());
    private static final Set<String> PLACES =
            Set.of("asked", "unsure", "wrote-again", "claim", "no-go", "no-answer", "model-failed");

    static List<Trade> all() {
        return TRADES.all();
    }

    @Test
    void there_are_three_of_different_trades_and_one_of_them_works_in_english_with_pounds() {
        assertThat(all()).hasSize(3);
        assertThat(all().getFirst().workspace()).isEqualTo("Maroni Formation");
        assertThat(all().stream().map(TradesTest::configuration).map(AiConfiguration::industry))
                .doesNotHaveDuplicates();
        assertThat(all()).anySatisfy(trade -> {
            assertThat(trade.language().getLanguage()).isEqualTo("en");
            assertThat(trade.currency().getCurrencyCode()).isEqualTo("GBP");
        });
        assertThat(all()).extracting(trade -> trade.whatsApp().phoneNumberId()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_field_of_the_configuration_says_something(Trade trade) {
        AiConfiguration all = configuration(trade);
        assertThat(List.of(
                        all.companyName(),
                        all.industry(),
                        all.targetAudience(),
                        all.mainProduct(),
                        all.uniqueValue(),
                        all.competitors(),
                        all.brandMemory().tone()))
                .allSatisfy(field -> assertThat(field).isNotBlank());
        assertThat(List.of(
                        all.painPoints(),
                        all.objectives(),
                        all.noGoTopics(),
                        all.brandMemory().keywords(),
                        all.brandMemory().values()))
                .allSatisfy(list -> assertThat(list).hasSizeGreaterThan(2));
        assertThat(all.companyName()).isEqualTo(trade.workspace());
    }

    @ParameterizedTest
    @MethodSource("all")
    void it_knows_more_than_twenty_five_things_each_within_the_limits_and_asked_once(Trade trade) {
        List<QaEntry.Draft> entries = entries(trade);
        assertThat(entries).hasSizeGreaterThan(25);
        assertThat(entries).extracting(QaEntry.Draft::question).doesNotHaveDuplicates();
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.category()).isNotBlank().hasSizeLessThanOrEqualTo(QaEntry.Draft.MAX_CATEGORY_CHARACTERS);
            assertThat(entry.tags()).isNotEmpty().hasSizeLessThanOrEqualTo(QaEntry.Draft.MAX_TAGS);
        });
        assertThat(trade.synonyms())
                .hasSizeGreaterThan(2)
                .allSatisfy(group -> assertThat(group).hasSizeGreaterThan(1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void its_people_stand_in_its_own_stages_at_many_places_and_the_last_has_not_written_yet(Trade trade) {
        List<Person> people = people(trade);
        assertThat(people).hasSize(12);
        assertThat(people.getLast().said()).isEmpty();
        assertThat(people.stream().flatMap(person -> person.lead().stream()).map(Person.Chance::stage))
                .isNotEmpty()
                .isSubsetOf(trade.stages());
        assertThat(people.stream().flatMap(person -> person.waiting().stream()).map(Person.Wanted::reason))
                .hasSizeGreaterThan(2)
                .isSubsetOf(PLACES);
        assertThat(people).anyMatch(person -> person.stopped().orElse(false));
        assertThat(people).anyMatch(person -> person.taken().orElse(false));
        assertThat(said(trade).flatMap(said -> said.state().stream()).collect(Collectors.toSet()))
                .contains("unknown", "failed");
        assertThat(people)
                .extracting(Person::phone)
                .doesNotHaveDuplicates()
                .allMatch(number -> number.startsWith("3363998") || number.startsWith("447700900"));
        assertThat(people.stream().flatMap(person -> person.lead().stream()).flatMap(lead -> lead.email().stream()))
                .allMatch(email -> email.endsWith(".example"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_its_assistant_said_stands_in_the_entry_it_names(Trade trade) {
        assertThat(said(trade).filter(said -> said.from().isPresent())).allSatisfy(said -> {
            QaEntry.Draft source = entry(trade, said.from().orElseThrow());
            assertThat(Claims.unknown(
                            said.text(), new Claims.Material(List.of(source.response()), List.of(source.question()))))
                    .isEmpty();
        });
        people(trade).stream().flatMap(person -> person.draft().stream()).forEach(draft -> {
            QaEntry.Draft source = entry(trade, draft.from());
            assertThat(Claims.unknown(draft.text(), new Claims.Material(List.of(source.response()), List.of())))
                    .isNotEmpty()
                    .isEqualTo(draft.claims());
        });
    }

    @Test
    void the_new_ones_are_sent_pictures_voices_and_places_and_keep_a_draft() {
        assertThat(all().stream().skip(1)).allSatisfy(trade -> {
            assertThat(said(trade).flatMap(said -> said.kind().stream())).contains("image", "voice", "location");
            assertThat(people(trade)).anyMatch(person -> person.draft().isPresent());
            assertThat(trade.grants()).isNotEmpty();
        });
    }

    @Test
    void both_languages_are_spoken_in_every_company() {
        assertThat(all()).allSatisfy(trade -> assertThat(trade.asksPrice()).containsOnlyKeys("fr", "en"));
    }

    private static AiConfiguration configuration(Trade trade) {
        return TRADES.read(trade, "ai-config.json", AiConfiguration.class);
    }

    private static List<QaEntry.Draft> entries(Trade trade) {
        return List.of(TRADES.read(trade, "qa-training.json", QaEntry.Draft[].class));
    }

    private static QaEntry.Draft entry(Trade trade, String question) {
        return entries(trade).stream()
                .filter(entry -> entry.question().startsWith(question))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entry begins with: " + question));
    }

    private static List<Person> people(Trade trade) {
        return List.of(TRADES.read(trade, Person.FILE, Person[].class));
    }

    private static Stream<Person.Said> said(Trade trade) {
        return people(trade).stream().flatMap(person -> person.said().stream());
    }
}
