package com.digiflowhub.assistant.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets of all ages write them. */
class SheetTest {
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void the_sign_of_the_first_line_parts_the_cells_and_the_others_stay(String sign) {
        assertThat(cells("a" + sign + "b" + sign + "c\n1,5 kg" + (sign.equals(",") ? "" : sign) + "x;y"))
                .first()
                .isEqualTo(List.of("a", "b", "c"));
        String others = ",;\t".replace(sign, "").strip();
        assertThat(cells("a" + sign + "b\nun" + others + "deux" + sign + "trois")
                        .getLast())
                .containsExactly("un" + others + "deux", "trois");
    }

    @Test
    void signs_within_quotes_of_the_first_line_do_not_decide() {
        assertThat(cells("\"a,b,c,d\";e\n1;2")).containsExactly(List.of("a,b,c,d", "e"), List.of("1", "2"));
    }

    @Test
    void quotes_hold_breaks_separators_and_doubled_quotes() {
        assertThat(cells("q,r\n \"Il dit \"\"oui\"\",\nou non\" ,\"\"\n"))
                .containsExactly(List.of("q", "r"), List.of("Il dit \"oui\",\nou non", ""));
        assertThat(cells("q,r\n5\" de haut,x\"\"y").getLast())
                .as("a quote in the middle of a cell is a sign like others")
                .containsExactly("5\" de haut", "x\"\"y");
    }

    @Test
    void each_row_knows_the_line_on_which_it_begins() {
        Sheet.Table table = Sheet.read("q,r\r\n\r\n\"un\r\ndeux\",x\r\n,\r\ntrois,y");
        assertThat(table.rows()).extracting(Sheet.Row::line).containsExactly(1, 3, 6);
        assertThat(table.open()).isEmpty();
    }

    @Test
    void a_quote_that_never_ends_is_told_with_the_line_where_it_opens() {
        assertThat(Sheet.read("q,r\na,b\nc,\"d\n\ne,f\n").open()).contains(3);
        assertThat(Sheet.read("q,r\na,\"").open()).contains(2);
    }

    @Test
    void nothing_and_blank_lines_are_no_rows() {
        assertThat(Sheet.read("").rows()).isEmpty();
        assertThat(Sheet.read("\n \n;;\n\t\n").rows())
                .allSatisfy(row -> assertThat(row.blank()).isFalse());
        assertThat(cells("a;b\n\n\n1;2")).hasSize(2);
    }

    @Test
    void bytes_are_read_as_what_they_are() {
        String words = "question;réponse\nOù ?;À Cayenne, 12 €\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            assertThat(Sheet.decode(words.getBytes(charset))).isEqualTo(new Sheet.Text(words, false));
        }
        assertThat(Sheet.decode(("\ufeff" + words).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(new Sheet.Text(words, false));
        assertThat(Sheet.decode(("\ufeff" + words).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Sheet.Text(words, false));
        assertThat(Sheet.decode(words.getBytes(Charset.forName("windows-1252"))))
                .isEqualTo(new Sheet.Text(words, true));
        assertThat(Sheet.decode(new byte[0])).isEqualTo(new Sheet.Text("", false));
    }

    private static List<List<String>> cells(String text) {
        return Sheet.read(text).rows().stream().map(Sheet.Row::cells).toList();
    }
}
