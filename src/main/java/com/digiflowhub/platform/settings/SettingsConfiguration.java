package com.digiflowhub.platform.settings;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsConfiguration.class);

    @Bean
    GivenVariables givenVariables(ConfigurableEnvironment environment) {
        if (environment.getPropertySources().get(GivenVariables.NAME) instanceof GivenVariables given) {
            given.perhapsMeant()
                    .forEach((name, meant) ->
                            LOG.warn("{} is not a variable of the hub; did you mean {}?", name, meant));
            given.all().stream()
                    .filter(one -> one.fate() == GivenVariables.Fate.LEFT_ASIDE_IN_DEMO)
                    .forEach(one -> LOG.info("{} is left aside in demo mode: nothing leaves this machine", one.name()));
            return given;
        }
        return new GivenVariables(Map.of(), Map.of());
    }
}
