package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.AiConfiguration;
import com.digiflowhub.assistant.AiConfigurations;
import com.digiflowhub.platform.web.Describe;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the assistant speaks for, for programs: the record is the mission's shape. */
@RestController
@RequestMapping("/api/ai-config")
class AiConfigApi {
    private final AiConfigurations configurations;

    AiConfigApi(AiConfigurations configurations) {
        this.configurations = configurations;
    }

    @Describe("Read who the assistant speaks for")
    @GetMapping
    AiConfiguration current() {
        return configurations.current();
    }
}
