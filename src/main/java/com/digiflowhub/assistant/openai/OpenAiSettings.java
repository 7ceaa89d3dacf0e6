package com.digiflowhub.assistant.openai;

import com.digiflowhub.connections.Field;
import com.digiflowhub.platform.vault.Secret;
import java.net.URI;
import java.util.OptionalDouble;

/** An account at OpenAI, or at a server that speaks its wire. Without a model, one is chosen from the server's list. */
record OpenAiSettings(
        @Field(variable = "OPENAI_API_KEY", required = true) Secret apiKey,
        @Field(variable = "OPENAI_MODEL") String model,

        @Field(variable = "OPENAI_TEMPERATURE", defaultValue = "0.7")
        String temperature,

        @Field(variable = "OPENAI_MAX_TOKENS", defaultValue = "500")
        int maxTokens,

        @Field(variable = "OPENAI_BASE_URL", defaultValue = "https://api.openai.com/v1")
        URI baseUrl) {
    private static final double HIGHEST_TEMPERATURE = 2;

    /** Empty when the text is no temperature; the check says so, and the server's own is used. */
    OptionalDouble heat() {
        try {
            double heat = Double.parseDouble(temperature.replace(',', '.'));
            return heat >= 0 && heat <= HIGHEST_TEMPERATURE ? OptionalDouble.of(heat) : OptionalDouble.empty();
        } catch (NumberFormatException noNumber) {
            return OptionalDouble.empty();
        }
    }
}
