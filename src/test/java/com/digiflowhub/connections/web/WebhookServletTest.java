package com.digiflowhub.connections.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.connections.Door;
import com.digiflowhub.testing.ConnectedHub;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

class WebhookServletTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Test
    void a_body_that_trickles_is_ended_at_the_deadline_however_often_a_byte_comes() throws Exception {
        try (ConnectedHub hub = new ConnectedHub()) {
            Tomcat tomcat = start(hub.part(Door.class));
            try (Socket socket = new Socket("localhost", tomcat.getConnector().getLocalPort())) {
                long begin = System.nanoTime();
                assertThat(answerToTrickle(socket)).startsWith("HTTP/1.1 408");
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            } finally {
                tomcat.stop();
                tomcat.destroy();
            }
        }
    }

    private static Tomcat start(Door door) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setPort(0);
        tomcat.getConnector();
        WebhookContext.addTo(tomcat.getHost(), new WebhookServlet(door, PATIENCE));
        tomcat.start();
        return tomcat;
    }

    /** A byte every tenth of a second, until something comes back. */
    private static String answerToTrickle(Socket socket) throws IOException, InterruptedException {
        socket.getOutputStream()
                .write("POST /api/webhooks/whatsapp/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 100 && socket.getInputStream().available() == 0; i++) {
            socket.getOutputStream().write('{');
            Thread.sleep(100);
        }
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
}
