package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Door;
import org.apache.catalina.Host;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Puts the door on the main port, beside the application and outside all of its filters. */
@Component
class MainPortWebhooks implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final ObjectProvider<Door> door;

    MainPortWebhooks(ObjectProvider<Door> door) {
        this.door = door;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                application -> WebhookContext.addTo((Host) application.getParent(), door.getObject()));
        factory.addConnectorCustomizers(WebhookContext::keep);
    }
}
