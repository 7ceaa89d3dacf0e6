package com.digiflowhub.crm.web;

import com.digiflowhub.platform.web.Describe;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a caller or a form may say of a lead. */
@Describe("The members of a lead that are to be written. One that is left out stays what it was.")
record LeadMembers(
        @Describe(value = "Name of the person.", example = "\"Claire Fontaine\"") @Nullable @Size(max = LONGEST_NAME)
        String name,

        @Describe(value = "The person is found by it.", example = "\"claire@example.com\"") @Nullable @Size(max = 254)
        String email,

        @Describe(value = "In international form; the person is found by it.", example = "\"+33 6 39 98 00 01\"")
        @Nullable
        @Size(max = 40)
        String phone,

        @Describe(value = "Your own id for the lead; unique in the workspace.", example = "\"crm-4711\"")
        @Nullable
        @Size(max = LONGEST_NAME)
        String externalId,

        @Nullable @Size(max = LONGEST_NAME) String company,

        @Describe(value = "Where the lead came from.", example = "\"website\"") @Nullable @Size(max = LONGEST_NAME)
        String source,

        @Nullable @Size(max = LONGEST_NAME) String campaign,

        @Describe(value = "The pipeline; there is one.", example = "\"sales\"") @Nullable @Size(max = LONGEST_NAME)
        String pipeline,

        @Describe(value = "The name of one of the workspace's stages.", example = "\"qualified\"")
        @Nullable
        @Size(max = LONGEST_NAME)
        String stage,

        @Describe(
                value = "How it stands.",
                oneOf = {"open", "won", "lost"})
        @Nullable
        String status,

        @Describe(value = "What it is worth, in its currency, with no more decimals than that has.", example = "490.00")
        @Nullable
        BigDecimal value,

        @Describe(value = "ISO 4217.", example = "\"EUR\"") @Nullable @Size(max = 3)
        String currency,

        @Describe("A member of the workspace.") @Nullable UUID ownerId,

        @Describe("At most 50 of at most 60 characters.") @Nullable
        List<String> tags,

        @Describe("Members of your own: any JSON, at most 50 members and 16,384 characters.") @Nullable
        Map<String, Object> customFields) {
    static final int LONGEST_NAME = 200;
}
