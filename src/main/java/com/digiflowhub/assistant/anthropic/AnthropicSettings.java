package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.connections.Field;
import com.digiflowhub.platform.vault.Secret;
import java.net.URI;

/** An account at Anthropic. Without a model, one is chosen from the server's list. */
record AnthropicSettings(
        @Field(variable = "ANTHROPIC_API_KEY", required = true)
        Secret apiKey,

        @Field(variable = "ANTHROPIC_MODEL") String model,

        @Field(variable = "ANTHROPIC_BASE_URL", defaultValue = "https://api.anthropic.com")
        URI baseUrl) {}
