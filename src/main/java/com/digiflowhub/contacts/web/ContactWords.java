package com.digiflowhub.contacts.web;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.PersonAddress;
import com.digiflowhub.identity.User;
import com.digiflowhub.platform.web.Frame;
import java.util.List;
import java.util.Locale;

/** A person in words. What a module on top calls a channel or an origin stands in its own words; else it is shown as it is. */
public record ContactWords(Frame frame) {
    /** Where they came from: {@code whatsapp} is WhatsApp, {@code api} the API. */
    public String origin(Contact contact) {
        return frame.words().find("contact.origin." + contact.origin()).orElseGet(() -> channel(contact.origin()));
    }

    public String channel(String key) {
        return frame.words().find("provider." + key + ".name").orElse(key);
    }

    public String initials(Contact contact) {
        return User.initials(contact.shownAs());
    }

    public String icon(PersonAddress.Kind kind) {
        return switch (kind) {
            case PHONE -> "phone";
            case EMAIL -> "mail";
            case PROVIDER_USER -> "user-circle";
        };
    }

    /** Those that a person can read: a provider's own id is none, unless there is nothing else. */
    public List<PersonAddress> readable(Contact contact) {
        List<PersonAddress> readable = contact.addresses().stream()
                .filter(address -> address.kind() != PersonAddress.Kind.PROVIDER_USER)
                .toList();
        return readable.isEmpty() ? contact.addresses() : readable;
    }

    public String kind(PersonAddress.Kind kind) {
        return frame.say(
                "contact.address." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
