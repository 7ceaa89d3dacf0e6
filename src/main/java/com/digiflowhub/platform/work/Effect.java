package com.digiflowhub.platform.work;

/** What a handler wants written, in the transaction that ends its item. */
@FunctionalInterface
public interface Effect {
    void write();

    static Effect none() {
        return () -> {};
    }

    /**
     * Written in its own transaction when the item was ended by somebody else meanwhile, instead of {@link #write}: what came too late for
     * the item is still true of what it did.
     */
    default void late() {}

    default Effect then(Effect next) {
        Effect first = this;
        return new Effect() {
            @Override
            public void write() {
                first.write();
                next.write();
            }

            @Override
            public void late() {
                first.late();
                next.late();
            }
        };
    }

    default Effect orLate(Effect late) {
        Effect inTime = this;
        return new Effect() {
            @Override
            public void write() {
                inTime.write();
            }

            @Override
            public void late() {
                late.write();
            }
        };
    }
}
