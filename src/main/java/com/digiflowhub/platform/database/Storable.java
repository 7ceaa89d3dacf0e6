package com.digiflowhub.platform.database;

/** Which text the database takes: none with NUL or half a character in it. */
public final class Storable {
    private static final int REPLACEMENT = 0xFFFD;

    private Storable() {}

    public static boolean is(String text) {
        return text.codePoints().noneMatch(Storable::refused);
    }

    /** Whether it can be shown as one line, too: without characters that only control. */
    public static boolean isLine(String text) {
        return is(text) && text.chars().noneMatch(Character::isISOControl);
    }

    /** The text with the replacement character where the database takes none. */
    public static String made(String text) {
        if (is(text)) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> storable.appendCodePoint(refused(point) ? REPLACEMENT : point));
        return storable.toString();
    }

    private static boolean refused(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
