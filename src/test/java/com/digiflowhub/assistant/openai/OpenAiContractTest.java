package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.ModelProviderContract;
import com.digiflowhub.assistant.llm.ModelProvider;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.vault.Secret;
import com.digiflowhub.sandbox.line.Faults;
import com.digiflowhub.sandbox.openai.ModelSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

/** Chat Completions, held to what every model provider is held to. */
class OpenAiContractTest extends ModelProviderContract {
    private final OpenAi openAi = new OpenAi(new HubClock(InstantSource.system()), Duration.ofMillis(1_500));

    @AfterEach
    void close() {
        openAi.close();
    }

    @Override
    protected ModelProvider provider() {
        return openAi;
    }

    @Override
    protected Record settings(String key, String model, URI address) {
        return new OpenAiSettings(new Secret(key), model, "0.7", 500, address);
    }

    @Override
    protected URI address() {
        return sandbox.modelAddress();
    }

    @Override
    protected String key() {
        return ModelSettings.DEMO.key();
    }

    @Override
    protected String model() {
        return "gpt-5-mini";
    }

    @Override
    protected Faults faults() {
        return sandbox.model().faults();
    }

    @Override
    protected String notAllowed() {
        return "unsupported_country_region_territory";
    }
}
