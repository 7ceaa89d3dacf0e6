package com.digiflowhub.platform.web;

/** A page of the settings, contributed as a bean by the module that it sets. */
public record SettingsEntry(int position, String key, String href) {}
