package com.digiflowhub.crm;

import com.digiflowhub.identity.UserId;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A chance to win somebody. Name, e-mail, phone and score are the person's; {@code customFields} is a JSON object. */
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
        int score,
        Money value,
        Optional<UserId> owner,
        List<String> tags,
        String customFields,
        Instant stageSince,
        Instant createdAt,
        Instant updatedAt) {
    public static final String FIRST_STAGE = "new";
    /** The one that there is. */
    public static final String PIPELINE = "sales";

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

        public static Status of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    /** The name, or else how they are reached, so that a lead is never shown as nothing. */
    public String shownAs() {
        return name.isBlank() ? phone.or(() -> email).or(() -> externalId).orElse("?") : name;
    }

    boolean open() {
        return status == Status.OPEN;
    }

    /** Standing elsewhere in the pipeline. */
    Lead at(String otherStage, Status otherStatus) {
        return new Lead(
                id,
                contact,
                name,
                email,
                phone,
                externalId,
                company,
                source,
                campaign,
                pipeline,
                otherStage,
                otherStatus,
                score,
                value,
                owner,
                tags,
                customFields,
                stageSince,
                createdAt,
                updatedAt);
    }
}
