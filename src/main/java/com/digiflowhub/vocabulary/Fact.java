package com.digiflowhub.vocabulary;

/**
 * Something that can be asked of a person: a name ({@code lead.stage}), a type, and its owner's SQL from contacts to values. The SQL takes
 * {@code :contacts} (uuid[]) and returns {@code contact_id} and {@code value}; it runs in the workspace's transaction.
 */
public record Fact<T>(String name, Class<T> type, String sql) {}
