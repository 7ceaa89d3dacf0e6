package com.digiflowhub.conversations;

import com.digiflowhub.channels.DeliveryStatus;
import java.util.Locale;

/** Where a message stands. Ours go from queued to sending to what the provider and the lead's phone tell; a status only moves forward. */
public enum MessageState {
    RECEIVED(0),
    HELD(0),
    QUEUED(0),
    SENDING(1),
    UNKNOWN(2),
    SENT(3),
    DELIVERED(4),
    READ(5),
    PLAYED(6),
    FAILED(9),
    REFUSED(9),
    CANCELLED(9);

    private final int rank;

    MessageState(int rank) {
        this.rank = rank;
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static MessageState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    /** The state after the provider's status, whatever order statuses come in. A failure counts until the message is known to have arrived. */
    public MessageState after(DeliveryStatus status) {
        if (this == RECEIVED) {
            return this;
        }
        MessageState told = switch (status) {
            case SENT -> SENT;
            case DELIVERED -> DELIVERED;
            case READ -> READ;
            case PLAYED -> PLAYED;
            case FAILED -> FAILED;
        };
        if (told == FAILED) {
            return rank >= DELIVERED.rank ? this : FAILED;
        }
        if (this == FAILED) {
            return told.rank >= DELIVERED.rank ? told : this;
        }
        return told.rank > rank || rank > PLAYED.rank ? told : this;
    }

    /** Nothing more will be done about it by us. */
    public boolean settled() {
        return rank >= SENT.rank || this == RECEIVED;
    }
}
