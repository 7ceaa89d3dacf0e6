package com.digiflowhub.platform.web;

import com.digiflowhub.platform.settings.InvalidSetting;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where the hub is reached from outside: the pages, the API, the webhooks. */
@Component
public class PublicAddresses {
    private final URI app;
    private final URI api;
    private final URI webhooks;
    private final boolean live;

    PublicAddresses(Environment environment) {
        String own = "http://localhost:" + environment.getProperty("PORT", "8080");
        this.app = address(environment, "APP_URL", own);
        this.api = address(environment, "API_URL", app.toString());
        this.webhooks = address(environment, "WEBHOOKS_URL", app.toString());
        this.live = !"demo".equals(environment.getProperty("HUB_MODE", "live"));
    }

    public URI app() {
        return app;
    }

    public URI api() {
        return api;
    }

    public URI webhooks() {
        return webhooks;
    }

    /** With https cookies are Secure and browsers are told to stay with it. */
    public boolean secure() {
        return "https".equals(app.getScheme());
    }

    /** A public address that anybody on the way can read, and the variable that mends it. */
    public record Unencrypted(String variable, URI address) {}

    /** To be shown red by a live hub; a demo never leaves its machine. */
    public List<Unencrypted> unencrypted() {
        return Stream.of(
                        new Unencrypted("APP_URL", app),
                        new Unencrypted("API_URL", api),
                        new Unencrypted("WEBHOOKS_URL", webhooks))
                .filter(one -> live && !"https".equals(one.address().getScheme()))
                .toList();
    }

    private static URI address(Environment environment, String variable, String otherwise) {
        String given = environment.getProperty(variable, "");
        String text = given.isBlank() ? otherwise : given.strip();
        try {
            URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (address.getHost() == null
                    || !("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
                throw new InvalidSetting(variable, "must be an address such as https://app.example.com");
            }
            return address;
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSetting(variable, "must be an address such as https://app.example.com", malformed);
        }
    }
}
