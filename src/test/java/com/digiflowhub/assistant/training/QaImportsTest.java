package com.digiflowhub.assistant.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.training.QaImports.Looked;
import com.digiflowhub.testing.ConnectedWorkspace;
import com.digiflowhub.testing.RunningHub;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files as people have them: each row is taken or its line and the reason are named, and nothing is half taken over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QaImportsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final RunningHub hub = RunningHub.shared();
    private final ConnectedWorkspace agency = hub.newWorkspace();

    @Test
    void quotes_breaks_tags_and_dates_are_read() {
        Looked.Preview preview = preview("question,response,category,tags,validUntil\r\n"
                + "\"Un \"\"mot\"\", deux ?\",\"Ligne 1\nLigne 2\",prix,\"tarif, coût\",31/12/2026\r\n");
        assertThat(preview.problems()).isEmpty();
        assertThat(preview.first())
                .containsExactly(new QaEntry.Draft(
                        "Un \"mot\", deux ?",
                        "Ligne 1\nLigne 2",
                        "prix",
                        List.of("tarif", "coût"),
                        true,
                        Optional.empty(),
                        Optional.of(Instant.parse("2026-12-31T23:00:00Z"))));
    }

    @Test
    void each_row_that_is_not_taken_is_named_with_its_line_and_the_reason() {
        Looked.Preview preview = preview("question;response;category;tags;validUntil\n"
                + "Bonne ?;Oui.\n"
                + ";Sans question\n"
                + "Sans réponse ?;\n"
                + "BONNE ;Encore.\n"
                + "\"Deux\nlignes ?\";Oui.\n"
                + "q".repeat(1_001) + ";Oui.\n"
                + "Un mégaoctet ?;" + "r".repeat(1 << 20) + "\n"
                + "Quand ?;Oui.;;;bientôt\n"
                + "Mots ?;Oui.;;" + "m".repeat(61) + "\n"
                + "Bonne aussi ?;Oui.;" + "c".repeat(81) + "\n");
        assertThat(preview.ready()).isEqualTo(2);
        assertThat(preview.problems())
                .extracting(problem -> problem.line() + " " + problem.code())
                .containsExactly(
                        "3 no-question",
                        "4 no-response",
                        "5 twice",
                        "8 long-question",
                        "9 long-response",
                        "10 date",
                        "11 tags",
                        "12 long-category");
        assertThat(preview.problems().get(2).about()).isEqualTo("2");
        assertThat(preview.problems().get(4).about()).isEqualTo("1048576");
    }

    @Test
    void what_is_known_already_is_not_doubled_even_if_it_came_after_the_look() {
        ConnectedWorkspace other = hub.newWorkspace();
        QaImports imports = hub.part(QaImports.class);
        String file = "question,response\nDéjà là ?,Oui.\nPas encore là ?,Non.\n";
        Looked.Preview first = (Looked.Preview) other.in(() -> imports.look(file, false, PARIS));
        Looked.Preview second = (Looked.Preview) other.in(() -> imports.look(file, false, PARIS));
        assertThat(other.in(() -> imports.apply(first.id()))).contains(2);
        assertThat(other.in(() -> imports.apply(second.id()))).contains(0);
        assertThat(other.in(() -> imports.apply(second.id()))).isEmpty();
        Looked.Preview third = (Looked.Preview) other.in(() -> imports.look(file, false, PARIS));
        assertThat(third.problems()).extracting(QaImports.RowProblem::code).containsOnly("exists");
        assertThat(other.<Long>in(() -> hub.part(QaEntries.class).count())).isEqualTo(2);
    }

    @Test
    void an_old_spreadsheet_s_bytes_are_read_with_a_word_of_warning() {
        byte[] old = "question;réponse\nOù êtes-vous ?;À Cayenne, 12 €.\n".getBytes(Charset.forName("windows-1252"));
        Looked.Preview guessed = (Looked.Preview) look(old);
        assertThat(guessed.encodingGuessed()).isTrue();
        assertThat(guessed.first().getFirst().response()).isEqualTo("À Cayenne, 12 €.");
        byte[] marked = "\ufeffquestion;réponse\nOù ?;Là.\n".getBytes(StandardCharsets.UTF_8);
        assertThat(((Looked.Preview) look(marked)).encodingGuessed()).isFalse();
        assertThat(look("question;réponse\nOù ?;Là.\n".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(Looked.Preview.class);
        byte[] broken = "question,response\nOui ?,\u00e9x Non".getBytes(StandardCharsets.ISO_8859_1);
        broken[broken.length - 5] = (byte) 0x81;
        assertThat(((Looked.Preview) look(broken)).problems())
                .extracting(QaImports.RowProblem::code)
                .containsExactly("signs");
    }

    @Test
    void a_file_that_cannot_be_told_apart_is_refused_as_a_whole() {
        assertThat(look("a;b\n1;2".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Looked.Refused("columns", "a, b"));
        assertThat(look("".getBytes(StandardCharsets.UTF_8))).isEqualTo(new Looked.Refused("empty", ""));
        assertThat(look("question,response\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Looked.Refused("empty", ""));
        assertThat(look("question,response\nA ?,Oui.\nB ?,\"Non".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Looked.Refused("quote", "3"));
        assertThat(look(rows(10_001).getBytes(StandardCharsets.UTF_8))).isEqualTo(new Looked.Refused("many", "10001"));
    }

    @Test
    void ten_thousand_rows_are_all_taken_over() {
        ConnectedWorkspace big = hub.newWorkspace();
        QaImports imports = hub.part(QaImports.class);
        Looked.Preview preview = (Looked.Preview) big.in(() -> imports.look(rows(10_000), false, PARIS));
        assertThat(preview.ready()).isEqualTo(10_000);
        assertThat(preview.first()).hasSize(20);
        assertThat(big.<Long>in(() -> hub.part(QaEntries.class).count())).isZero();
        assertThat(big.in(() -> imports.apply(preview.id()))).contains(10_000);
        assertThat(big.<Long>in(() -> hub.part(QaEntries.class).count())).isEqualTo(10_000);
        assertThat(big.in(() -> hub.part(QaEntries.class).best("le prix du module 4321", 3)))
                .extracting(found -> found.entry().response())
                .contains("Le module 4321 coûte 14321 €.");
    }

    @Test
    void a_file_of_another_workspace_is_not_there() {
        Looked.Preview preview = preview("question,response\nÀ qui ?,À nous.\n");
        assertThat(hub.newWorkspace().in(() -> hub.part(QaImports.class).apply(preview.id())))
                .isEmpty();
        assertThat(agency.in(() -> hub.part(QaImports.class).find(UUID.randomUUID())))
                .isEmpty();
        assertThat(agency.in(() -> hub.part(QaImports.class).find(preview.id())))
                .contains(preview);
    }

    private Looked.Preview preview(String file) {
        return (Looked.Preview) look(file.getBytes(StandardCharsets.UTF_8));
    }

    private Looked look(byte[] file) {
        return agency.in(() -> hub.part(QaImports.class).look(file, PARIS));
    }

    private static String rows(int howMany) {
        return IntStream.rangeClosed(1, howMany)
                .mapToObj(
                        n -> "Quel est le prix du module " + n + " ?;Le module " + n + " coûte " + (10_000 + n) + " €.")
                .collect(Collectors.joining("\n", "question;response\n", "\n"));
    }
}
