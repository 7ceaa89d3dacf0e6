package com.digiflowhub.sandbox.whatsapp;

/** What is the matter with the token that the business uses, so that a connection check can be seen to find out. */
public enum TokenState {
    VALID,
    REFUSED,
    EXPIRING,
    MESSAGING_MISSING,
    MANAGEMENT_MISSING
}
