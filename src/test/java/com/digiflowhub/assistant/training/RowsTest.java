package com.digiflowhub.assistant.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.QaEntry.Draft;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the rows of a table. */
class RowsTest {
    private static final ZoneId CAYENNE = ZoneId.of("America/Cayenne");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "question;response",
                "QUESTION;Réponse",
                " Questions ;réponses",
                "Demande;Answer",
                "question ?;\"reponse\""
            })
    void the_columns_are_known_by_their_names_in_both_languages(String header) {
        assertThat(drafts(header + "\nOù ?;Là.")).extracting(Draft::response).containsExactly("Là.");
    }

    @Test
    void the_order_of_the_columns_and_strange_ones_between_do_not_matter() {
        Draft draft = drafts("N°;réponse;mots-clés;question;Thème;valable jusqu’au\n7;Là.;a|b;Où ?;lieu;2026-12-31")
                .getFirst();
        assertThat(draft)
                .isEqualTo(new Draft(
                        "Où ?",
                        "Là.",
                        "lieu",
                        List.of("a", "b"),
                        true,
                        Optional.empty(),
                        Optional.of(Instant.parse("2027-01-01T03:00:00Z"))));
    }

    @Test
    void of_two_columns_of_one_name_the_first_counts_and_short_rows_end_empty() {
        Draft draft =
                drafts("question;question;response;category\nUn ?;Deux ?;Oui.").getFirst();
        assertThat(draft.question()).isEqualTo("Un ?");
        assertThat(draft.category()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"question;prix\nA ?;1", "response\nOui.", "Où ?;Là.\nQuand ?;Demain."})
    void without_its_two_columns_a_table_is_refused_with_what_it_names(String file) {
        assertThat(read(file, Set.of()))
                .isEqualTo(new Rows.Read.Refused(
                        "columns", file.lines().findFirst().orElseThrow().replace(";", ", ")));
    }

    @Test
    void a_long_first_line_is_told_in_part() {
        Rows.Read.Refused refused = (Rows.Read.Refused) read("🙂".repeat(500) + ";b\n1;2", Set.of());
        assertThat(refused.about()).isEqualTo("🙂".repeat(40) + "…");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31, 2027-01-01T03:00:00Z",
        "31/12/2026, 2027-01-01T03:00:00Z",
        "1/2/2026, 2026-02-02T03:00:00Z",
        "2028-02-29, 2028-03-01T03:00:00Z"
    })
    void a_day_counts_to_its_end_where_the_workspace_is(String day, Instant end) {
        assertThat(drafts("question;response;validUntil\nA ?;Oui.;" + day))
                .extracting(Draft::validUntil)
                .containsExactly(Optional.of(end));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "32/12/2026",
                "30/02/2026",
                "12/31/2026",
                "2026-13-01",
                "bientôt",
                "31.12.2026",
                "+999999999-12-31",
                "1/1/300000",
                "-5000-01-01"
            })
    void what_is_no_day_is_told_and_not_guessed(String day) {
        assertThat(problems("question;response;validUntil\nA ?;Oui.;" + day))
                .containsExactly(new QaImports.RowProblem(2, "date", day));
    }

    @Test
    void the_same_question_in_other_letters_is_there_already() {
        Rows.Read.Rowwise read = (Rows.Read.Rowwise) read(
                "question;response\nÀ quelle heure ?;Neuf.\na quelle HEURE;Dix.\nDéjà là ?;Oui.", Set.of("deja la"));
        assertThat(read.drafts()).extracting(Draft::response).containsExactly("Neuf.");
        assertThat(read.problems())
                .containsExactly(
                        new QaImports.RowProblem(3, "twice", "2"), new QaImports.RowProblem(4, "exists", "Déjà là ?"));
    }

    @Test
    void a_row_with_a_fault_does_not_stand_in_the_way_of_a_better_one() {
        Rows.Read.Rowwise read =
                (Rows.Read.Rowwise) read("question;response\nOù ?;\nOù ?;Là.\nOù ?;Ailleurs.", Set.of());
        assertThat(read.drafts()).extracting(Draft::response).containsExactly("Là.");
        assertThat(read.problems())
                .extracting(problem -> problem.line() + problem.code() + problem.about())
                .containsExactly("2no-responseOù ?", "4twice3");
    }

    @Test
    void each_limit_is_held_to_the_letter() {
        String header = "question;response;category;tags\n";
        assertThat(drafts(header + "q".repeat(1_000) + ";" + "r".repeat(4_000) + ";" + "c".repeat(80) + ";"
                        + "t".repeat(60)))
                .hasSize(1);
        assertThat(drafts(header + "q;r;c;" + "\"" + list(30) + "\"").getFirst().tags())
                .hasSize(30);
        assertThat(problems(header + "q;r;c;" + "\"" + list(31) + "\""))
                .extracting(QaImports.RowProblem::code)
                .containsExactly("tags");
        assertThat(problems(header + "q;" + "r".repeat(1 << 20)))
                .containsExactly(new QaImports.RowProblem(2, "long-response", "1048576"));
    }

    @Test
    void signs_that_could_not_be_read_are_told() {
        assertThat(problems("question;response;tags\nO\ufffd ?;Là.\nB ?;\ufffd\nC ?;Oui.;\ufffd"))
                .extracting(problem -> problem.line() + problem.code())
                .containsExactly("2signs", "3signs", "4signs");
    }

    @Test
    void what_is_said_of_a_row_can_be_kept_whatever_signs_it_has() {
        assertThat(problems("question;response;validUntil\nA\0b ?;Oui.\nC\0 ?;\nD ?;Oui.;\0"))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem.about()).doesNotContain("\0"));
    }

    private static String list(int howMany) {
        return String.join(
                ",",
                java.util.stream.IntStream.range(0, howMany)
                        .mapToObj(n -> "t" + n)
                        .toList());
    }

    private static List<Draft> drafts(String file) {
        Rows.Read.Rowwise read = (Rows.Read.Rowwise) read(file, Set.of());
        assertThat(read.problems()).isEmpty();
        return read.drafts();
    }

    private static List<QaImports.RowProblem> problems(String file) {
        Rows.Read.Rowwise read = (Rows.Read.Rowwise) read(file, Set.of());
        assertThat(read.drafts()).isEmpty();
        return read.problems();
    }

    private static Rows.Read read(String file, Set<String> known) {
        return Rows.of(Sheet.read(file), known, CAYENNE);
    }
}
