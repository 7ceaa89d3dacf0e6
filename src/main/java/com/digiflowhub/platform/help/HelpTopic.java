package com.digiflowhub.platform.help;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the help in one language. {@code explains} are the beginnings of the addresses of the pages that it is about. */
public record HelpTopic(
        String name,
        int position,
        String icon,
        List<String> explains,
        String title,
        List<Block> opening,
        List<Section> sections) {
    public HelpTopic {
        explains = List.copyOf(explains);
        opening = List.copyOf(opening);
        sections = List.copyOf(sections);
    }

    public record Section(String anchor, String title, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }

        String text() {
            return title + " " + HelpTopic.text(blocks);
        }
    }

    public sealed interface Block {
        record Paragraph(List<Piece> pieces) implements Block {}

        record Points(boolean numbered, List<List<Piece>> points) implements Block {}
    }

    /** A run of words: plain, strong, a key, or a link when {@code href} is not empty. */
    public record Piece(Kind kind, String text, String href) {}

    public enum Kind {
        PLAIN,
        STRONG,
        KEY,
        LINK
    }

    public String href() {
        return "/help/" + name;
    }

    /** Its first words, for lists of topics. */
    public String summary() {
        return text(opening);
    }

    private static String text(List<Block> blocks) {
        return blocks.stream()
                .flatMap(block -> switch (block) {
                    case Block.Paragraph paragraph -> Stream.of(paragraph.pieces());
                    case Block.Points points -> points.points().stream();
                })
                .map(pieces -> pieces.stream().map(Piece::text).collect(Collectors.joining()))
                .collect(Collectors.joining(" "));
    }
}
