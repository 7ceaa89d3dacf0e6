package com.digiflowhub.platform.ledger;

/** What an account holds, and how much of it is set aside. */
public record Balance(long amount, long reserved) {
    public long free() {
        return amount - reserved;
    }
}
