package com.digiflowhub.conversations;

import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Happening;
import java.util.UUID;

/** A lead wrote. */
public record MessageArrived(ContactId contact, UUID conversation, UUID message) implements Happening {
    @Override
    public String name() {
        return "message.arrived";
    }
}
