package com.digiflowhub.contacts;

import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Pages of other modules about the same person, offered on the contact's page: their conversations. Contributed as a bean. */
public record ContactLinks(Function<ContactId, List<Link>> about) {
    public List<Link> of(ContactId contact) {
        return about.apply(contact);
    }

    /** {@code key} is a key of the interface's words, {@code at} the time of the last change there. */
    public record Link(String key, String icon, String href, Instant at) {}
}
