package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.Stage;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.web.Describe;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Leads and stages as programs see them. */
@Component
class LeadShapes {
    private final JsonMapper json;

    LeadShapes(JsonMapper json) {
        this.json = json;
    }

    @Describe("Somebody who may buy.")
    record LeadShape(
            UUID id,

            @Describe("The person; several leads may be of one.")
            UUID contactId,

            String name,
            @Nullable String email,

            @Describe(value = "In international form.", example = "\"+33639980001\"") @Nullable
            String phone,

            @Describe("Your own id for the lead.") @Nullable String externalId,
            String company,
            @Describe("Where the lead came from.") String source,
            String campaign,
            String pipeline,
            @Describe("The name of the workspace's stage.") String stage,

            @Describe(
                    value = "How it stands.",
                    oneOf = {"open", "won", "lost"})
            String status,

            @Describe("0 to 100.") int score,

            @Describe(value = "What it is worth, in its currency.", example = "490.00")
            BigDecimal value,

            @Describe(value = "ISO 4217.", example = "\"EUR\"")
            String currency,

            @Nullable UUID ownerId,
            List<String> tags,
            @Describe("The object that was written.") JsonNode customFields,
            Instant createdAt,
            Instant updatedAt) {}

    @Describe("A step on the way to winning a lead.")
    record StageShape(
            UUID id,
            String name,
            @Describe("Counted from 1.") int position) {
        static StageShape of(Stage stage) {
            return new StageShape(stage.id().value(), stage.name(), stage.position());
        }
    }

    LeadShape lead(Lead lead) {
        return new LeadShape(
                lead.id().value(),
                lead.contact().value(),
                lead.name(),
                lead.email().orElse(null),
                lead.phone().orElse(null),
                lead.externalId().orElse(null),
                lead.company(),
                lead.source(),
                lead.campaign(),
                lead.pipeline(),
                lead.stage(),
                lead.status().stored(),
                lead.score(),
                lead.value().amount(),
                lead.value().currency().getCurrencyCode(),
                lead.owner().map(UserId::value).orElse(null),
                lead.tags(),
                json.readTree(lead.customFields()),
                lead.createdAt(),
                lead.updatedAt());
    }
}
