package com.digiflowhub.contacts;

import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Happening;

/** A person became known to us: by a first message, a form, an ad, the API. */
public record ContactArrived(ContactId contact, String origin) implements Happening {
    @Override
    public String name() {
        return "contact.arrived";
    }
}
