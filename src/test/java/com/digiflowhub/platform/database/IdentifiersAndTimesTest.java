package com.digiflowhub.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.testing.SettableTime;
import com.digiflowhub.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Identifiers, the clock, instants on their way, and the folder that one hub holds. */
class IdentifiersAndTimesTest {
    private final UuidV7 identifiers = new UuidV7();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123Z");

    @Test
    void an_identifier_is_a_version_seven_of_rfc_9562_and_carries_its_millisecond() {
        Instant later = Instant.now().plus(Duration.ofDays(1)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        UUID id = identifiers.next(later);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isGreaterThanOrEqualTo(later.toEpochMilli());
    }

    @Test
    void eight_threads_make_no_identifier_twice_and_each_thread_s_own_are_in_order() throws Exception {
        List<List<UUID>> made = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<List<UUID>> make = () -> IntStream.range(0, 20_000)
                    .mapToObj(n -> identifiers.next(Instant.now()))
                    .toList();
            List<Future<List<UUID>>> running =
                    IntStream.range(0, 8).mapToObj(n -> threads.submit(make)).toList();
            for (Future<List<UUID>> one : running) {
                made.add(one.get());
            }
        }
        assertThat(made).allSatisfy(own -> assertThat(own).isSortedAccordingTo(IdentifiersAndTimesTest::unsigned));
        HashSet<UUID> all = new HashSet<>();
        made.forEach(all::addAll);
        assertThat(all).hasSize(160_000);
    }

    @Test
    void identifiers_stay_in_order_when_the_wall_clock_jumps_back() {
        UUID before = identifiers.next(Instant.now().plusSeconds(200_000));
        UUID after = identifiers.next(Instant.now());
        assertThat(unsigned(before, after)).isNegative();
    }

    @Test
    void more_than_a_millisecond_holds_run_over_into_the_next() {
        Instant one = Instant.now().plusSeconds(300_000);
        List<UUID> ids =
                IntStream.range(0, 10_000).mapToObj(n -> identifiers.next(one)).toList();
        assertThat(ids).isSortedAccordingTo(IdentifiersAndTimesTest::unsigned).doesNotHaveDuplicates();
    }

    @Test
    void postgresql_sorts_identifiers_as_they_were_made() throws SQLException {
        List<UUID> made = IntStream.range(0, 50)
                .mapToObj(n -> identifiers.next(Instant.now()))
                .toList();
        DatabaseAddress address = TestPostgres.newDatabase();
        try (var connection = DriverManager.getConnection(
                        address.jdbcUrl(), address.user(), address.password().reveal());
                var statement = connection.prepareStatement("select id from unnest(?) as t (id) order by id")) {
            List<UUID> shuffled = new ArrayList<>(made);
            java.util.Collections.shuffle(shuffled);
            statement.setArray(1, connection.createArrayOf("uuid", shuffled.toArray()));
            List<UUID> sorted = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    sorted.add(rows.getObject(1, UUID.class));
                }
            }
            assertThat(sorted).isEqualTo(made);
        }
    }

    @Test
    void the_clock_is_cut_to_what_postgresql_keeps() {
        HubClock clock = new HubClock(() -> Instant.parse("2026-01-01T00:00:00.123456789Z"));
        assertThat(clock.now()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
        assertThat(clock.instant()).isEqualTo(clock.now());
    }

    @Test
    void the_clock_starts_at_the_database_s_time_and_goes_on_by_itself() throws InterruptedException {
        Instant databaseNow = Instant.parse("2031-01-01T00:00:00Z");
        HubClock clock = HubClock.anchoredAt(databaseNow);
        Instant first = clock.now();
        Thread.sleep(5);
        assertThat(first).isBetween(databaseNow, databaseNow.plusSeconds(5));
        assertThat(clock.now()).isAfter(first);
    }

    @Test
    void work_for_another_time_has_that_time_and_identifiers_of_its_own() {
        HubClock clock = new HubClock(new SettableTime(Instant.now()));
        Instant then = Instant.parse("2026-03-01T10:00:00Z");
        UUID before = clock.nextId();
        clock.at(then, () -> {
            assertThat(clock.now()).isEqualTo(then);
            assertThat(clock.nextId()).isGreaterThan(before);
        });
        assertThat(clock.now()).isAfter(then);
    }

    @Test
    void a_settable_clock_makes_identifiers_of_its_own_time() {
        SettableTime time = new SettableTime(Instant.now().plusSeconds(400_000));
        HubClock clock = new HubClock(time);
        UUID first = clock.nextId();
        time.advance(Duration.ofSeconds(1));
        UUID second = clock.nextId();
        assertThat((second.getMostSignificantBits() >>> 16) - (first.getMostSignificantBits() >>> 16))
                .isEqualTo(1000);
    }

    @Test
    void instants_come_back_from_the_database_as_they_went_in() throws SQLException {
        DatabaseAddress address = TestPostgres.newDatabase();
        try (var connection = DriverManager.getConnection(
                        address.jdbcUrl(), address.user(), address.password().reveal());
                var statement =
                        connection.prepareStatement("select ?::timestamptz as at, null::timestamptz as never")) {
            statement.setObject(1, Times.utc(NOW));
            try (var row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(Times.read(row, "at")).isEqualTo(NOW);
                assertThat(Times.find(row, "at")).contains(NOW);
                assertThat(Times.find(row, "never")).isEmpty();
            }
        }
        assertThat(Times.utc(Optional.empty())).isNull();
        assertThat(Times.utc(Optional.of(NOW))).isEqualTo(OffsetDateTime.parse("2026-11-25T10:00:00.123Z"));
    }

    @Test
    void a_folder_is_held_by_one_hub_and_free_when_it_lets_go(@TempDir Path folder) {
        Path data = folder.resolve("deep").resolve("data");
        DataFolder first = DataFolder.hold(data);
        assertThat(Files.isDirectory(first.path())).isTrue();
        assertThatThrownBy(() -> DataFolder.hold(data))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_DATA_DIR")
                .hasMessageContaining("another hub is running");
        first.close();
        DataFolder.hold(data).close();
    }

    @Test
    void a_file_in_the_folder_s_place_is_told(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "x");
        assertThatThrownBy(() -> DataFolder.hold(file)).hasMessageContaining("cannot be used");
    }

    private static int unsigned(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    @Test
    void an_identifier_tells_when_it_was_made_and_none_made_then_comes_before_the_first_of_that_time() {
        Instant then = Instant.parse("2026-11-26T04:00:00.123Z");
        UUID made = new UuidV7().next(then);
        assertThat(UuidV7.madeAt(made)).isEqualTo(then);
        assertThat(UuidV7.madeAt(UuidV7.first(then))).isEqualTo(then);
        assertThat(UuidV7.first(then).toString()).isLessThan(made.toString());
        assertThat(UuidV7.first(then.plusMillis(1)).toString()).isGreaterThan(made.toString());
    }
}
