package com.digiflowhub.assistant.web;

import com.digiflowhub.assistant.Assistant;
import com.digiflowhub.assistant.Assistant.Standing;
import com.digiflowhub.platform.web.TopSign;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells at the top of every page when no model words the answers, so that nobody wonders why they sound as written. */
@Configuration(proxyBeanMethods = false)
class AssistantSign {
    private static final int POSITION = 40;

    @Bean
    TopSign assistantAtTheTop(Assistant assistant) {
        return new TopSign(POSITION, TopSign.Place.RIGHT, () -> sign(assistant.standing()));
    }

    static Optional<TopSign.Sign> sign(Standing standing) {
        return switch (standing) {
            case Standing.WithModel model -> Optional.empty();
            case Standing.QaAlone alone ->
                Optional.of(new TopSign.Sign(
                        alone.modelBroken() ? "amber" : "quiet",
                        "robot",
                        alone.entries() == 0 ? "assistant.sign.nothing" : "assistant.sign.qa-alone",
                        List.of(alone.entries()),
                        alone.entries() == 0 ? "/settings/qa-training" : "/settings/connections"));
        };
    }
}
