package com.digiflowhub.assistant.training;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table as spreadsheets write it (RFC 4180, and the semicolon that they use where the comma is in numbers). */
final class Sheet {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final Charset OF_OLD_SPREADSHEETS = Charset.forName("windows-1252");

    private Sheet() {}

    /** One record of the file, and the line of the file on which it begins. */
    record Row(int line, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        boolean blank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /** {@code open} is the line of a quote that never ends: what comes after it cannot be told apart. */
    record Table(List<Row> rows, Optional<Integer> open) {
        Table {
            rows = List.copyOf(rows);
        }
    }

    /** {@code guessed} when the bytes are no UTF-8: they are read as old spreadsheets write them, and somebody should look at the accents. */
    record Text(String words, boolean guessed) {}

    static Text decode(byte[] bytes) {
        if (bytes.length > 1
                && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                        || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff))) {
            return new Text(new String(bytes, StandardCharsets.UTF_16), false);
        }
        try {
            String words = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean marked = !words.isEmpty() && words.charAt(0) == BYTE_ORDER_MARK;
            return new Text(marked ? words.substring(1) : words, false);
        } catch (CharacterCodingException noUtf8) {
            return new Text(new String(bytes, OF_OLD_SPREADSHEETS), true);
        }
    }

    static Table read(String text) {
        return new Reading(text, separator(text)).all();
    }

    /** The sign that stands most often in the first line, outside quotes. */
    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
        char best = ',';
        for (char sign : new char[] {';', '\t'}) {
            if (count(first, sign) > count(first, best)) {
                best = sign;
            }
        }
        return best;
    }

    private static long count(String text, char sign) {
        return text.chars().filter(one -> one == sign).count();
    }

    /** One pass over the signs of the text. */
    private static final class Reading {
        private final String text;
        private final char separator;
        private final List<Row> rows = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private List<String> cells = new ArrayList<>();
        private int line = 1;
        private int begins = 1;
        private int quoteBegan;
        private boolean quoted;

        Reading(String text, char separator) {
            this.text = text;
            this.separator = separator;
        }

        Table all() {
            for (int at = 0; at < text.length(); at++) {
                char sign = text.charAt(at);
                line += sign == '\n' ? 1 : 0;
                if (quoted) {
                    at = inQuotes(at, sign);
                } else {
                    outside(sign);
                }
            }
            if (!cell.isEmpty() || !cells.isEmpty()) {
                endRow();
            }
            return new Table(rows, quoted ? Optional.of(quoteBegan) : Optional.empty());
        }

        private int inQuotes(int at, char sign) {
            if (sign != '"') {
                cell.append(sign);
                return at;
            }
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == '"';
            if (doubled) {
                cell.append('"');
                return at + 1;
            }
            quoted = false;
            return at;
        }

        private void outside(char sign) {
            if (sign == '"' && cell.toString().isBlank()) {
                cell.setLength(0);
                quoted = true;
                quoteBegan = line;
            } else if (sign == separator) {
                endCell();
            } else if (sign == '\n') {
                endRow();
            } else if (sign != '\r') {
                cell.append(sign);
            }
        }

        private void endCell() {
            cells.add(cell.toString().strip());
            cell.setLength(0);
        }

        private void endRow() {
            endCell();
            Row row = new Row(begins, cells);
            if (!row.blank()) {
                rows.add(row);
            }
            cells = new ArrayList<>();
            begins = line;
        }
    }
}
