package com.digiflowhub.platform.help;

import com.digiflowhub.platform.help.HelpTopic.Block;
import com.digiflowhub.platform.help.HelpTopic.Kind;
import com.digiflowhub.platform.help.HelpTopic.Piece;
import com.digiflowhub.platform.help.HelpTopic.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a page of the help as it is written: lines {@code position:}, {@code icon:} and {@code explains:}, a line {@code # Title}, sections
 * {@code ## Title {#anchor}}, paragraphs, points ({@code -} or {@code 1.}), and within a line {@code **strong**}, {@code `key`} and
 * {@code [words](/address)}.
 */
final class HelpFile {
    private static final Pattern SECTION = Pattern.compile("## (.+) \\{#([a-z-]+)}");
    private static final Pattern POINT = Pattern.compile("(-|\\d+\\.) (.+)");
    private static final Pattern MARKED = Pattern.compile("\\*\\*(.+?)\\*\\*|`(.+?)`|\\[(.+?)]\\((.+?)\\)");

    private HelpFile() {}

    static HelpTopic read(String name, String text) {
        List<String> paragraphs = Arrays.stream(text.strip().split("\\R\\s*\\R"))
                .map(String::strip)
                .toList();
        Map<String, String> head = head(paragraphs.getFirst());
        String title = paragraphs.get(1);
        if (!title.startsWith("# ")) {
            throw new IllegalStateException("the help " + name + " has no title below its head");
        }
        List<Block> opening = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        for (String paragraph : paragraphs.subList(2, paragraphs.size())) {
            Matcher begins = SECTION.matcher(paragraph);
            if (begins.matches()) {
                sections.add(new Section(begins.group(2), begins.group(1), List.of()));
            } else if (sections.isEmpty()) {
                opening.add(block(paragraph));
            } else {
                sections.add(with(sections.removeLast(), block(paragraph)));
            }
        }
        return new HelpTopic(
                name,
                Integer.parseInt(head.getOrDefault("position", "")),
                head.getOrDefault("icon", "help-circle"),
                List.of(head.getOrDefault("explains", "").split("\\s+")),
                title.substring(2),
                opening,
                sections);
    }

    private static Map<String, String> head(String lines) {
        Map<String, String> head = new HashMap<>();
        lines.lines().forEach(line -> {
            int colon = line.indexOf(':');
            head.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return head;
    }

    private static Section with(Section section, Block block) {
        List<Block> blocks = new ArrayList<>(section.blocks());
        blocks.add(block);
        return new Section(section.anchor(), section.title(), blocks);
    }

    private static Block block(String paragraph) {
        List<Matcher> points = paragraph.lines().map(POINT::matcher).toList();
        if (points.stream().allMatch(Matcher::matches)) {
            return new Block.Points(
                    !points.getFirst().group(1).equals("-"),
                    points.stream().map(point -> pieces(point.group(2))).toList());
        }
        return new Block.Paragraph(pieces(paragraph.lines().collect(Collectors.joining(" "))));
    }

    static List<Piece> pieces(String line) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (MatchResult mark : MARKED.matcher(line).results().toList()) {
            plain(line.substring(from, mark.start()), pieces);
            pieces.add(marked(mark));
            from = mark.end();
        }
        plain(line.substring(from), pieces);
        return pieces;
    }

    private static void plain(String text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(Kind.PLAIN, text, ""));
        }
    }

    private static Piece marked(MatchResult mark) {
        if (mark.group(1) != null) {
            return new Piece(Kind.STRONG, mark.group(1), "");
        }
        return mark.group(2) != null
                ? new Piece(Kind.KEY, mark.group(2), "")
                : new Piece(Kind.LINK, mark.group(3), mark.group(4));
    }
}
