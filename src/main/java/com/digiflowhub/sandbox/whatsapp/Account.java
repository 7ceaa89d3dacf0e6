package com.digiflowhub.sandbox.whatsapp;

import java.net.URI;
import java.util.Optional;

/** What can be changed about the business account while the sandbox runs. */
public final class Account {

    private final WhatsAppSettings settings;
    private volatile TokenState token = TokenState.VALID;
    private volatile boolean registered = true;
    private volatile boolean subscribed = true;
    private volatile Optional<URI> callback;

    Account(WhatsAppSettings settings) {
        this.settings = settings;
        this.callback = settings.callback();
    }

    public WhatsAppSettings settings() {
        return settings;
    }

    public TokenState token() {
        return token;
    }

    public void token(TokenState state) {
        this.token = state;
    }

    public boolean registered() {
        return registered;
    }

    public void registered(boolean yes) {
        this.registered = yes;
    }

    public boolean subscribed() {
        return subscribed;
    }

    public void subscribed(boolean yes) {
        this.subscribed = yes;
    }

    public Optional<URI> callback() {
        return callback;
    }

    public void callback(URI address) {
        this.callback = Optional.of(address);
    }

    boolean lets(Scope scope) {
        return switch (token) {
            case VALID, EXPIRING -> true;
            case REFUSED -> false;
            case MESSAGING_MISSING -> scope != Scope.MESSAGING;
            case MANAGEMENT_MISSING -> scope != Scope.MANAGEMENT;
        };
    }

    /** The two permissions that the platform asks of a token. */
    enum Scope {
        MESSAGING("whatsapp_business_messaging"),
        MANAGEMENT("whatsapp_business_management");

        final String wire;

        Scope(String wire) {
            this.wire = wire;
        }
    }
}
