package com.digiflowhub.vocabulary;

/** Something that took place with a contact: told in the transaction that made it true. Carries ids, never words that people wrote. */
public interface Happening {
    /** As triggers and hooks name it: {@code message.arrived}. */
    String name();

    ContactId contact();
}
