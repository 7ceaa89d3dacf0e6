package com.digiflowhub.sandbox.whatsapp;

/** What the callback answered when asked to prove itself; status 0 when nobody answered. */
public record Verification(boolean verified, int status, String body) {}
