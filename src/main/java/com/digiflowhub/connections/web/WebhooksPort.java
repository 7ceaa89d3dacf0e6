package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Door;
import com.digiflowhub.platform.settings.InvalidSetting;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** A port of its own for webhooks alone, when {@code WEBHOOKS_PORT} names one. */
@Component
class WebhooksPort implements SmartLifecycle {
    private static final int OFF = -1;

    private final Door door;
    private final int port;
    private @Nullable Tomcat tomcat;

    WebhooksPort(Door door, Environment environment) {
        this.door = door;
        this.port = port(environment.getProperty("WEBHOOKS_PORT", "").strip());
    }

    @Override
    public void start() {
        if (port == OFF) {
            return;
        }
        Tomcat starting = new Tomcat();
        starting.setBaseDir(System.getProperty("java.io.tmpdir"));
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        connector.getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        WebhookContext.limit(connector);
        starting.setConnector(connector);
        starting.getHost().setAutoDeploy(false);
        WebhookContext.addTo(starting.getHost(), door);
        try {
            starting.start();
        } catch (LifecycleException failure) {
            throw new InvalidSetting(
                    "WEBHOOKS_PORT", "names port " + port + ", on which nobody can listen; is it in use?", failure);
        }
        tomcat = starting;
    }

    @Override
    public void stop() {
        Tomcat stopping = tomcat;
        tomcat = null;
        if (stopping != null) {
            try {
                stopping.stop();
                stopping.destroy();
            } catch (LifecycleException failure) {
                throw new IllegalStateException("the webhooks' port did not close", failure);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return tomcat != null;
    }

    /** The port on which it really listens, 0 meaning any. */
    int listeningOn() {
        Tomcat running = tomcat;
        return running == null ? OFF : running.getConnector().getLocalPort();
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return OFF;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new InvalidSetting("WEBHOOKS_PORT", "must be a port number", notANumber);
        }
        throw new InvalidSetting("WEBHOOKS_PORT", "must be a port number");
    }
}
