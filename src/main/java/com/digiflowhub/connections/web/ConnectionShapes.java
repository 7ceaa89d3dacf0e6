package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Providers;
import com.digiflowhub.connections.Source;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.PublicAddresses;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts connections into the shape of the API. */
@Component
class ConnectionShapes {
    private final Providers providers;
    private final PublicAddresses addresses;

    ConnectionShapes(Providers providers, PublicAddresses addresses) {
        this.providers = providers;
        this.addresses = addresses;
    }

    @Describe("What a check found.")
    record FindingShape(
            @Describe(value = "Names it for ever.", example = "\"token-refused\"")
            String code,

            @Describe(
                    value = "How bad it is.",
                    oneOf = {"fine", "warning", "broken"})
            String verdict,

            List<String> arguments,

            @Describe("What POST /act can do about it.") @Nullable
            String action) {}

    record NewsShape(String topic, String detail, Instant at) {}

    @Describe("An account at a provider.")
    record ConnectionShape(
            UUID id,

            @Describe(value = "The provider's key.", example = "\"whatsapp\"")
            String provider,

            String name,

            @Describe(
                    value = "Whether messages can leave by it.",
                    oneOf = {"working", "broken", "paused"})
            String state,

            @Describe("Why it is broken: the code of the finding or of the provider's refusal.") @Nullable
            String reason,

            @Describe(
                    value = "Whether the environment or a person set it.",
                    oneOf = {"environment", "page"})
            String origin,

            @Describe("Its settings but the secrets.") Map<String, String> settings,

            @Describe(
                    value = "Which secrets are set, by their last four characters; empty for a short one.",
                    example = "{\"token\":\"77f3\"}")
            Map<String, String> secrets,

            @Describe("Where its provider sends webhooks.") List<String> webhookAddresses,
            @Describe("What the last check found.") List<FindingShape> findings,
            @Nullable Instant checkedAt,
            @Nullable Instant lastWebhookAt,
            @Nullable Instant lastSentAt,

            @Describe("What the provider last said, by topic.")
            List<NewsShape> news) {}

    static FindingShape finding(Finding finding) {
        return new FindingShape(
                finding.code(),
                finding.verdict().name().toLowerCase(Locale.ROOT),
                finding.arguments(),
                finding.action().orElse(null));
    }

    ConnectionShape connection(Standing standing) {
        String state = standing.paused() ? Standing.PAUSED : standing.broken() ? "broken" : "working";
        return new ConnectionShape(
                standing.id().value(),
                standing.provider(),
                standing.name(),
                state,
                standing.broken() ? standing.brokenBecause().orElse(null) : null,
                standing.fromEnvironment() ? "environment" : "page",
                standing.settings(),
                standing.secrets(),
                webhooks(standing),
                standing.findings().stream().map(ConnectionShapes::finding).toList(),
                standing.checkedAt().orElse(null),
                standing.lastWebhookAt().orElse(null),
                standing.lastSentAt().orElse(null),
                standing.news().stream()
                        .map(news -> new NewsShape(news.topic(), news.detail(), news.at()))
                        .toList());
    }

    private List<String> webhooks(Standing standing) {
        return providers
                .find(standing.provider())
                .filter(Source.class::isInstance)
                .map(Source.class::cast)
                .map(Source::paths)
                .orElse(List.of())
                .stream()
                .map(path -> addresses.webhooks() + "/api/webhooks/" + path + "/" + standing.path())
                .toList();
    }
}
