package com.digiflowhub.contacts;

import com.digiflowhub.vocabulary.ContactId;
import java.util.List;
import java.util.function.BiFunction;

/** Why a person has their score, newest first and no more than are asked for; contributed as a bean by the module that scores. */
public record Judgements(BiFunction<ContactId, Integer, List<Judgement>> newest) {
    public List<Judgement> of(ContactId contact, int most) {
        return newest.apply(contact, most);
    }
}
