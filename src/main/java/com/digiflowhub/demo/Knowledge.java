package com.digiflowhub.demo;

import com.digiflowhub.assistant.AiConfiguration;
import com.digiflowhub.assistant.AiConfigurations;
import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What the agency's assistant knows: taught once, and left alone when a visitor has changed it since. */
@Component
@OnlyInDemo
class Knowledge {
    private final QaEntries entries;
    private final AiConfigurations configurations;
    private final JsonMapper json;

    Knowledge(QaEntries entries, AiConfigurations configurations, JsonMapper json) {
        this.entries = entries;
        this.configurations = configurations;
        this.json = json;
    }

    @Transactional
    public void teach() {
        if (configurations.current().equals(AiConfiguration.NONE)) {
            configurations.save(Resources.read(json, "ai-config.json", AiConfiguration.class));
            entries.add(List.of(Resources.read(json, "qa-training.json", QaEntry.Draft[].class)));
        }
    }
}
