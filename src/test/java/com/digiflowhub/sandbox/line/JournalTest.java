package com.digiflowhub.sandbox.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.digiflowhub.sandbox.line.Journal.Entry;
import com.digiflowhub.sandbox.line.Journal.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The witness of what was accepted. */
class JournalTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Journal journal = new Journal(Optional.empty());

    @Test
    void lines_are_kept_in_the_order_in_which_they_came() {
        write("a", "accepted");
        write("b", "refused 131026");
        write("a", "accepted");
        assertThat(journal.entries()).extracting(Entry::correlation).containsExactly("a", "b", "a");
        assertThat(journal.accepted()).extracting(Entry::correlation).containsExactly("a", "a");
        assertThat(journal.accepted("a")).isEqualTo(2);
        assertThat(journal.accepted("b")).isZero();
        assertThat(journal.accepted("c")).isZero();
    }

    @Test
    void the_newest_come_first_and_no_more_than_asked_for() {
        for (var n = 0; n < 10; n++) {
            write("n" + n, "accepted");
        }
        assertThat(journal.newest(3)).extracting(Entry::correlation).containsExactly("n9", "n8", "n7");
        assertThat(journal.newest(50)).hasSize(10);
        assertThat(journal.newest(0)).isEmpty();
    }

    @Test
    void what_was_given_out_does_not_change_with_what_comes_later() {
        write("a", "accepted");
        var seen = journal.entries();
        var newest = journal.newest(5);
        write("b", "accepted");
        assertThat(seen).hasSize(1);
        assertThat(newest).hasSize(1);
    }

    @Test
    void who_listens_hears_each_line_once_it_can_be_read() {
        var heard = new ArrayList<Entry>();
        var readable = new ArrayList<Boolean>();
        journal.listen(entry -> {
            heard.add(entry);
            readable.add(journal.entries().contains(entry));
        });
        write("a", "accepted");
        write("b", "hung");
        assertThat(heard).extracting(Entry::outcome).containsExactly("accepted", "hung");
        assertThat(readable).containsExactly(true, true);
    }

    @Test
    void who_comes_later_hears_nothing_of_before_and_two_hear_the_same() {
        write("before", "accepted");
        var one = new ArrayList<String>();
        var other = new ArrayList<String>();
        journal.listen(entry -> one.add(entry.correlation()));
        journal.listen(entry -> other.add(entry.correlation()));
        write("after", "accepted");
        assertThat(one).containsExactly("after").isEqualTo(other);
    }

    @Test
    void the_body_is_kept_as_its_hash_alone() {
        journal.write("whatsapp", "a", "Bonjour".getBytes(StandardCharsets.UTF_8), "accepted", Told.TRUTH);
        var entry = journal.entries().getFirst();
        assertThat(entry.bodyHash()).isEqualTo("9172e8eec99f144f72eca9a568759580edadb2cfd154857f07e657569493bc44");
        assertThat(entry.toString()).doesNotContain("Bonjour");
        assertThat(entry.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void the_file_has_a_line_for_each_and_goes_on_where_an_earlier_one_ended() throws IOException {
        var file = folder.resolve("journal.jsonl");
        try (var first = new Journal(Optional.of(file))) {
            first.write("whatsapp", "msg:1", new byte[0], "accepted", Told.TRUTH);
            first.write("openai", "answer:1", new byte[0], "refused by fault", Told.TRUTH);
        }
        try (var second = new Journal(Optional.of(file))) {
            second.write("whatsapp", "msg:2\n", new byte[0], "accepted", Told.NOTHING);
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        var last = JsonMapper.shared().readTree(lines.getLast());
        assertThat(last.path("correlation").asString("")).isEqualTo("msg:2\n");
        assertThat(last.path("told").asString("")).isEqualTo("NOTHING");
        assertThat(last.path("accepted").isMissingNode()
                        || last.path("accepted").asBoolean(false))
                .isTrue();
        assertThat(Instant.parse(last.path("at").asString("")))
                .isBefore(Instant.now().plusSeconds(1));
    }

    @Test
    void a_journal_that_cannot_be_opened_stops_the_start() {
        assertThatThrownBy(
                        () -> new Journal(Optional.of(folder.resolve("absent").resolve("journal.jsonl"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("journal.jsonl");
    }

    @Test
    void nothing_is_told_as_done_that_the_file_did_not_take() {
        var file = folder.resolve("closed.jsonl");
        var closed = new Journal(Optional.of(file));
        closed.close();
        assertThatThrownBy(() -> closed.write("whatsapp", "a", new byte[0], "accepted", Told.TRUTH))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(closed.entries()).isEmpty();
    }

    private void write(String correlation, String outcome) {
        journal.write("whatsapp", correlation, new byte[] {1}, outcome, Told.TRUTH);
    }
}
