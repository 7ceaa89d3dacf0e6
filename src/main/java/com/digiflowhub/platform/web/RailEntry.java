package com.digiflowhub.platform.web;

import java.util.function.IntSupplier;

/**
 * A place in the rail on the left, contributed as a bean by the module whose page it is. {@code waiting} counts what waits there; none shows
 * nothing. {@code letter} leads there after a {@code g}: the first of the address, unless another place has it.
 */
public record RailEntry(
        int position, String key, String href, String icon, Group group, IntSupplier waiting, String letter) {
    /** Where it stands: with the daily work, or at the foot. */
    public enum Group {
        WORK,
        FOOT
    }

    public static RailEntry work(int position, String key, String href, String icon) {
        return new RailEntry(position, key, href, icon, Group.WORK, () -> 0, first(href));
    }

    public static RailEntry foot(int position, String key, String href, String icon) {
        return new RailEntry(position, key, href, icon, Group.FOOT, () -> 0, first(href));
    }

    public RailEntry counting(IntSupplier count) {
        return new RailEntry(position, key, href, icon, group, count, letter);
    }

    public RailEntry byLetter(String other) {
        return new RailEntry(position, key, href, icon, group, waiting, other);
    }

    private static String first(String href) {
        return href.substring(1, 2);
    }

    boolean at(String path) {
        return path.equals(href) || path.startsWith(href + "/");
    }
}
