package com.digiflowhub.channels;

/** How far a message came, in rising rank; a status only moves forward. */
public enum DeliveryStatus {
    SENT,
    DELIVERED,
    READ,
    PLAYED,
    FAILED
}
