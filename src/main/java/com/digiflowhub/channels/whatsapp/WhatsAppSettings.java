package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.connections.Field;
import com.digiflowhub.platform.vault.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** What a WhatsApp number needs. {@code appSecret} may hold two while they are changed, with a comma between. */
record WhatsAppSettings(
        @Field(variable = "WHATSAPP_TOKEN", required = true) Secret token,

        @Field(variable = "WHATSAPP_PHONE_ID", required = true)
        String phoneId,

        @Field(variable = "WHATSAPP_BUSINESS_ID") String businessId,

        @Field(variable = "WEBHOOK_VERIFY_TOKEN", pasted = true)
        Secret verifyToken,

        @Field(variable = {"WHATSAPP_APP_SECRET", "META_APP_SECRET"})
        Secret appSecret,

        @Field(variable = "WHATSAPP_API_URL", defaultValue = "https://graph.facebook.com")
        URI apiUrl,

        @Field(variable = "WHATSAPP_API_VERSION", defaultValue = "v25.0")
        String apiVersion,

        @Field(variable = "WHATSAPP_MESSAGES_PER_SECOND", defaultValue = "80", least = 1, most = 1_000)
        int messagesPerSecond,

        @Field(variable = "WHATSAPP_READ_RECEIPTS", defaultValue = "true")
        boolean readReceipts) {

    List<Secret> appSecrets() {
        return Arrays.stream(appSecret.reveal().split(","))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(Secret::new)
                .toList();
    }
}
