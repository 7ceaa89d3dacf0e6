package com.digiflowhub.platform.web;

import java.util.function.IntSupplier;

/** A place in the rail on the left, contributed as a bean by the module whose page it is. {@code waiting} counts what waits there; none shows nothing. */
public record RailEntry(int position, String key, String href, String icon, Group group, IntSupplier waiting) {
    /** Where it stands: with the daily work, or at the foot. */
    public enum Group {
        WORK,
        FOOT
    }

    public static RailEntry work(int position, String key, String href, String icon) {
        return new RailEntry(position, key, href, icon, Group.WORK, () -> 0);
    }

    public static RailEntry foot(int position, String key, String href, String icon) {
        return new RailEntry(position, key, href, icon, Group.FOOT, () -> 0);
    }

    public RailEntry counting(IntSupplier count) {
        return new RailEntry(position, key, href, icon, group, count);
    }

    boolean at(String path) {
        return path.equals(href) || path.startsWith(href + "/");
    }
}
