package com.digiflowhub.assistant;

import java.util.regex.Pattern;

/** A model's words as a phone shows them: no marks of Markdown, no control signs, not too long. */
final class PlainText {
    /** Shorter than what any channel takes, and longer than anybody reads on a phone. */
    static final int MAX_CHARACTERS = 1_000;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n]]|[\\u202a-\\u202e\\u2066-\\u2069]");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]\n]{1,200})]\\((https?://[^)\\s]{1,500})\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +");
    private static final Pattern BOLD = Pattern.compile("(\\*\\*|__|`+)(?=\\S)(.+?)(?<=\\S)\\1");
    private static final Pattern MANY_LINES = Pattern.compile("\n{3,}");
    private static final Pattern DELIMITERS = Pattern.compile("<{3}|>{3}");

    private PlainText() {}

    static String of(String words) {
        String text = CONTROL.matcher(words.replace("\r\n", "\n")).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1 ($2)");
        text = HEADING.matcher(text).replaceAll("");
        text = BOLD.matcher(text).replaceAll("$2");
        text = DELIMITERS.matcher(text).replaceAll("");
        return cut(MANY_LINES.matcher(text).replaceAll("\n\n").strip(), MAX_CHARACTERS);
    }

    /** After the last whole sentence that fits, else the last whole word; never within a sign. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        String head = text.substring(0, end);
        int sentence = Math.max(head.lastIndexOf(". "), Math.max(head.lastIndexOf("! "), head.lastIndexOf("? ")));
        if (sentence >= most / 2) {
            return head.substring(0, sentence + 1);
        }
        int word = head.lastIndexOf(' ');
        return (word >= most / 2 ? head.substring(0, word) : head) + "…";
    }
}
