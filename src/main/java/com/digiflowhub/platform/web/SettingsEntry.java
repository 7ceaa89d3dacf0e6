package com.digiflowhub.platform.web;

import java.util.function.IntSupplier;

/**
 * A page of the settings, contributed as a bean by the module that it sets. {@code waiting} counts what is to be looked at there; who is
 * no owner does not see those that are {@code forOwners}.
 */
public record SettingsEntry(int position, String key, String href, boolean forOwners, IntSupplier waiting) {
    public SettingsEntry(int position, String key, String href) {
        this(position, key, href, false, () -> 0);
    }

    public SettingsEntry onlyForOwners() {
        return new SettingsEntry(position, key, href, true, waiting);
    }

    public SettingsEntry counting(IntSupplier count) {
        return new SettingsEntry(position, key, href, forOwners, count);
    }
}
