package com.digiflowhub.platform.work;

/** A node that has work without end. */
public final class BusyPrecedence {
    private BusyPrecedence() {}

    public static Precedence busy() {
        Precedence busy = new Precedence();
        busy.begins();
        return busy;
    }
}
