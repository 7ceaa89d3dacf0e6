package com.digiflowhub.platform.work;

/** Thrown by an effect whose decision no longer holds (its row has another version): everything rolls back, the item is looked at again. */
public final class Superseded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Superseded(String what) {
        super(what, null, false, false);
    }
}
