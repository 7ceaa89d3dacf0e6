package com.digiflowhub.connections.web;

import com.digiflowhub.connections.ConnectionHealth;
import com.digiflowhub.platform.web.SettingsEntry;
import com.digiflowhub.platform.web.TopSign;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the frame shows the connections: in the settings, and as a dot with words at the top. */
@Configuration(proxyBeanMethods = false)
class ConnectionPlaces {
    private static final String HREF = "/settings/connections";

    @Bean
    SettingsEntry connectionsInTheSettings(ConnectionHealth health) {
        return new SettingsEntry(10, "connections.title", HREF)
                .counting(() -> health.count().toLookAt());
    }

    @Bean
    TopSign connectionsAtTheTop(ConnectionHealth health) {
        return new TopSign(50, TopSign.Place.RIGHT, () -> Optional.of(sign(health.count())));
    }

    private static TopSign.Sign sign(ConnectionHealth.Count count) {
        if (count.all() == 0) {
            return new TopSign.Sign("quiet", "plug", "connections.sign.none", List.of(), HREF);
        }
        if (count.toLookAt() == 0) {
            return new TopSign.Sign("green", "check", "connections.sign.well", List.of(), HREF);
        }
        return new TopSign.Sign(
                count.broken() > 0 ? "red" : "amber",
                "alert-triangle",
                "connections.sign.look",
                List.of(count.toLookAt()),
                HREF);
    }
}
