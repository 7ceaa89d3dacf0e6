package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Answer;
import com.digiflowhub.connections.Door;
import com.digiflowhub.connections.Knock;
import com.digiflowhub.connections.Route;
import com.digiflowhub.platform.crash.CrashPoint;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** From HTTP to the door and back. Holds no thread while a body trickles in, and reads no more of it than its limit. */
final class WebhookServlet extends HttpServlet {
    static final int MAX_BODY_BYTES = 3 * 1024 * 1024;
    private static final long serialVersionUID = 1L;
    private static final int MAX_QUERY_CHARACTERS = 4_000;
    private static final Duration SLOWEST_BODY = Duration.ofSeconds(15);

    private final transient Door door;
    private final Duration slowestBody;

    WebhookServlet(Door door) {
        this(door, SLOWEST_BODY);
    }

    WebhookServlet(Door door, Duration slowestBody) {
        this.door = door;
        this.slowestBody = slowestBody;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        Optional<Route> route = door.route(path.startsWith("/") ? path.substring(1) : path);
        String method = request.getMethod();
        if (route.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (!method.equals("GET") && !method.equals("POST")) {
            response.setHeader("Allow", "GET, POST");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            refuseBody(response);
        } else if (tooLong(request.getQueryString())) {
            response.setStatus(HttpServletResponse.SC_REQUEST_URI_TOO_LONG);
        } else {
            readThenKnock(request, route.get());
        }
    }

    private void readThenKnock(HttpServletRequest request, Route route) throws IOException {
        Knock withoutBody = new Knock(
                request.getMethod(),
                route.source(),
                route.connectionPath(),
                query(request),
                headers(request),
                new byte[0]);
        AsyncContext async = request.startAsync();
        async.setTimeout(slowestBody.toMillis());
        Visit visit = new Visit(async, withoutBody, request.getInputStream());
        async.addListener(visit);
        request.getInputStream().setReadListener(visit);
    }

    private static void refuseBody(HttpServletResponse response) {
        response.setHeader("Connection", "close");
        response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    }

    private static boolean tooLong(@org.jspecify.annotations.Nullable String query) {
        return query != null && query.length() > MAX_QUERY_CHARACTERS;
    }

    /** The raw query, decoded here: the container's own parameters would read a form's body too. */
    private static Map<String, String> query(HttpServletRequest request) {
        Map<String, String> query = new HashMap<>();
        if (request.getQueryString() != null) {
            UriComponentsBuilder.newInstance()
                    .query(request.getQueryString())
                    .build()
                    .getQueryParams()
                    .forEach((name, values) -> query.put(
                            decoded(name),
                            values.isEmpty() || values.getFirst() == null ? "" : decoded(values.getFirst())));
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.getHeaderNames()
                .asIterator()
                .forEachRemaining(
                        name -> headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(request.getHeader(name))));
        return headers;
    }

    /** One request while its body comes in. Whoever ends it first, ends it. */
    private final class Visit implements ReadListener, AsyncListener {
        private final AsyncContext async;
        private final Knock withoutBody;
        private final ServletInputStream in;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final AtomicBoolean ended = new AtomicBoolean();

        Visit(AsyncContext async, Knock withoutBody, ServletInputStream in) {
            this.async = async;
            this.withoutBody = withoutBody;
            this.in = in;
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] buffer = new byte[8_192];
            while (!ended.get() && in.isReady()) {
                int read = in.read(buffer);
                if (read < 0) {
                    return;
                }
                body.write(buffer, 0, read);
                if (body.size() > MAX_BODY_BYTES) {
                    end(new Answer(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, ""), true);
                }
            }
        }

        @Override
        public void onAllDataRead() {
            Thread.ofVirtual().name("webhook").start(() -> end(knock(), false));
        }

        @Override
        public void onError(Throwable gone) {
            end(new Answer(HttpServletResponse.SC_BAD_REQUEST, ""), true);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            end(new Answer(HttpServletResponse.SC_REQUEST_TIMEOUT, ""), true);
        }

        @Override
        public void onError(AsyncEvent event) {
            end(new Answer(HttpServletResponse.SC_BAD_REQUEST, ""), true);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            ended.set(true);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // The request is never started a second time.
        }

        private Answer knock() {
            return door.knock(new Knock(
                    withoutBody.method(),
                    withoutBody.source(),
                    withoutBody.connectionPath(),
                    withoutBody.query(),
                    withoutBody.headers(),
                    body.toByteArray()));
        }

        private void end(Answer answer, boolean close) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            HttpServletResponse response = (HttpServletResponse) async.getResponse();
            try {
                response.setStatus(answer.status());
                response.setContentType("text/plain;charset=UTF-8");
                response.setHeader("X-Content-Type-Options", "nosniff");
                if (close) {
                    response.setHeader("Connection", "close");
                }
                response.getOutputStream().write(answer.text().getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                // The other side hung up: what was to be kept is kept, and it will ask again.
            } finally {
                async.complete();
                CrashPoint.pass("in-5");
            }
        }
    }
}
