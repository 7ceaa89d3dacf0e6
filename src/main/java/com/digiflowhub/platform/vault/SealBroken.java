package com.digiflowhub.platform.vault;

/** A sealed secret that does not open: moved to another place, changed, or sealed under another master key. */
public final class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealBroken(Place place, String why, Throwable cause) {
        super(
                "the secret in " + place.table() + "." + place.column() + " of " + place.row() + " does not open: "
                        + why,
                cause);
    }

    SealBroken(Place place, String why) {
        super("the secret in " + place.table() + "." + place.column() + " of " + place.row() + " does not open: "
                + why);
    }
}
