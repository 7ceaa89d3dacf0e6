package com.digiflowhub.contacts;

import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;

/** Pages of other modules about the same person, offered on the contact's page: their conversations. Contributed as a bean. */
public interface ContactLinks {
    List<Link> of(ContactId contact);

    /** {@code key} is a key of the interface's words, {@code at} the time of the last change there. */
    record Link(String key, String icon, String href, Instant at) {}
}
