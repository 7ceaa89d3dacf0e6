package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.channels.whatsapp.Meta;
import com.digiflowhub.connections.Door;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

class MainPortWebhooksTest extends DoorContract {
    private final AtomicInteger filtered = new AtomicInteger();
    private Optional<WebServer> server = Optional.empty();

    @Override
    int start(Door door) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("door", door);
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new MainPortWebhooks(beans.getBeanProvider(Door.class)).customize(factory);
        Filter filter = (request, response, chain) -> {
            filtered.incrementAndGet();
            chain.doFilter(request, response);
        };
        WebServer starting = factory.getWebServer(application -> {
            application
                    .addFilter("every", filter)
                    .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
            ServletRegistration.Dynamic rest = application.addServlet("rest", new jakarta.servlet.http.HttpServlet() {
                private static final long serialVersionUID = 1L;
            });
            rest.addMapping("/");
        });
        starting.start();
        server = Optional.of(starting);
        return starting.getPort();
    }

    @Override
    void stop() {
        server.ifPresent(WebServer::stop);
    }

    @Test
    void no_filter_of_the_application_stands_before_the_door() {
        filtered.set(0);
        byte[] body = Meta.text("106540000222", "wamid.1", "x");
        assertThat(post("whatsapp/messages", body, Meta.sign(Meta.APP_SECRET, body))
                        .statusCode())
                .isEqualTo(200);
        assertThat(filtered).hasValue(0);
    }
}
