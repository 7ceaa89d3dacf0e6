package com.digiflowhub.platform.work;

/** The engine's and the door's way to {@link com.digiflowhub.platform.database.Outages}. */
public final class Outages {
    private Outages() {}

    public static boolean isCode(String sqlState) {
        return com.digiflowhub.platform.database.Outages.isCode(sqlState);
    }

    static boolean isOne(Throwable failure) {
        return com.digiflowhub.platform.database.Outages.isOne(failure);
    }
}
