package com.digiflowhub.platform.work;

/** What a handler wants written, in the transaction that ends its item. */
@FunctionalInterface
public interface Effect {
    void write();

    static Effect none() {
        return () -> {};
    }

    default Effect then(Effect next) {
        return () -> {
            write();
            next.write();
        };
    }
}
