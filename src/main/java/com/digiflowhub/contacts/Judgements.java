package com.digiflowhub.contacts;

import com.digiflowhub.vocabulary.ContactId;
import java.util.List;

/** Knows why a person has their score; contributed as a bean by the module that scores. */
public interface Judgements {
    /** Newest first. */
    List<Judgement> of(ContactId contact, int most);
}
