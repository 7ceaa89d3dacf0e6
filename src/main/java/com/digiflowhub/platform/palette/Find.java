package com.digiflowhub.platform.palette;

/**
 * One line of what was found, in words that are ready to show: what it is, more about it, a short remark at the end, and the key that does
 * the same without the palette.
 */
public record Find(String icon, String text, String detail, String note, Deed deed, String key) {
    public static Find page(String icon, String text, String href) {
        return doing(icon, text, new Deed.Go(href));
    }

    public static Find doing(String icon, String text, Deed deed) {
        return new Find(icon, text, "", "", deed, "");
    }

    public Find about(String more) {
        return new Find(icon, text, more, note, deed, key);
    }

    public Find noted(String remark) {
        return new Find(icon, text, detail, remark, deed, key);
    }

    public Find byKey(String shown) {
        return new Find(icon, text, detail, note, deed, shown);
    }
}
