package com.digiflowhub.crm;

import com.digiflowhub.identity.UserId;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A chance to win somebody. {@code value} is in the smallest unit of the currency; {@code customFields} is a JSON object. */
public record Lead(
        LeadId id,
        ContactId contact,
        String name,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> externalId,
        String company,
        String source,
        String campaign,
        String pipeline,
        String stage,
        Status status,
        long value,
        String currency,
        Optional<UserId> owner,
        List<String> tags,
        String customFields,
        Instant createdAt,
        Instant updatedAt) {
    public static final String FIRST_STAGE = "new";

    public Lead {
        tags = List.copyOf(tags);
    }

    /** Whether it is still to be won. */
    public enum Status {
        OPEN,
        WON,
        LOST;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }
}
