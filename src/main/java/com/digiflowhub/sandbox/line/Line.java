package com.digiflowhub.sandbox.line;

import com.digiflowhub.sandbox.line.Journal.Told;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server on 127.0.0.1 in front of one provider: reads the call, lets the faults strike, journals, answers. */
public final class Line implements AutoCloseable {

    private static final int MAX_BODY = 101 * 1024 * 1024;
    private static final int BACKLOG = 1024;
    private static final Duration HANG = Duration.ofMinutes(2);
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost");

    private static final System.Logger LOG = System.getLogger(Line.class.getName());

    private final Provider provider;
    private final Journal journal;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    private Line(Provider provider, Journal journal, int port) throws IOException {
        this.provider = provider;
        this.journal = journal;
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        this.server = HttpServer.create(address, BACKLOG);
    }

    /** Port 0 takes a free one. */
    public static Line open(Provider provider, Journal journal, int port) {
        try {
            var line = new Line(provider, journal, port);
            line.server.setExecutor(line.threads);
            line.server.createContext("/", line::handle);
            line.server.start();
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The simulated %s cannot listen on 127.0.0.1:%d; is another sandbox running?"
                            .formatted(provider.name(), port),
                    e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                send(exchange, Answer.text(413, "text/plain", "too large"));
            } else if (!fromHere(exchange)) {
                send(exchange, Answer.text(421, "text/plain", "this server answers on loopback only"));
            } else {
                var request = Request.of(
                        exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
                answer(exchange, request);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The simulated " + provider.name() + " failed; the line is cut", e);
        } catch (InterruptedException e) {
            // The sandbox is closing; the caller sees the line cut.
            Thread.currentThread().interrupt();
        }
    }

    /** A web page that made its name point here must not drive the sandbox. */
    private static boolean fromHere(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        return host != null && HOSTS.contains(host.replaceFirst(":\\d+$", ""));
    }

    private void answer(HttpExchange exchange, Request request) throws IOException, InterruptedException {
        if (!provider.hasEffect(request)) {
            var answer = provider.answer(request);
            record(request, answer, Told.TRUTH);
            answer.effect().run();
            send(exchange, answer);
            return;
        }
        var whose = provider.whose(request);
        var delay = provider.faults().strike(Fault.DELAY, whose);
        if (delay.isPresent()) {
            pause(millis(delay.get(), Duration.ofSeconds(1)));
        }
        var hang = provider.faults().strike(Fault.HANG, whose);
        if (hang.isPresent()) {
            journal.write(provider.name(), provider.correlation(request), request.body(), "hung", Told.NOTHING);
            pause(millis(hang.get(), HANG));
            return;
        }
        answerOrFail(exchange, request, whose);
    }

    private void answerOrFail(HttpExchange exchange, Request request, String whose) throws IOException {
        var faults = provider.faults();
        var early = faults.strike(Fault.REFUSE, whose)
                .map(code -> provider.refusal(code))
                .or(() -> faults.strike(Fault.TOO_MANY, whose).map(parameter -> provider.tooMany(parameter)))
                .or(() -> faults.strike(Fault.ERROR_BEFORE, whose).map(none -> provider.broken()));
        var answer = early.map(refusal -> refusal.refused("by fault", provider.correlation(request)))
                .orElseGet(() -> provider.answer(request));
        if (!answer.isAccepted()) {
            record(request, answer, Told.TRUTH);
            send(exchange, answer);
            return;
        }
        if (faults.strike(Fault.DROP, whose).isPresent()) {
            record(request, answer, Told.NOTHING);
            answer.effect().run();
            return;
        }
        if (faults.strike(Fault.ERROR_AFTER, whose).isPresent()) {
            record(request, answer, Told.ERROR);
            answer.effect().run();
            send(exchange, provider.broken());
            return;
        }
        var garbage =
                faults.strike(Fault.GARBAGE, whose).map(none -> Answer.text(200, "application/json", "{\"mess\u0000<"));
        record(request, answer, garbage.isPresent() ? Told.GARBAGE : Told.TRUTH);
        answer.effect().run();
        send(exchange, garbage.orElse(answer));
    }

    private void record(Request request, Answer answer, Told told) {
        var by = answer.correlation().isEmpty() ? provider.correlation(request) : answer.correlation();
        journal.write(provider.name(), by, request.body(), answer.outcome(), told);
    }

    private void pause(Duration pause) throws InterruptedException {
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("The sandbox is closing");
        }
    }

    private static Duration millis(String parameter, Duration otherwise) {
        return parameter.isBlank() ? otherwise : Duration.ofMillis(Long.parseLong(parameter));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        var whole = answer.pieces().size() == 1;
        var length = whole ? answer.pieces().getFirst().length : 0;
        exchange.sendResponseHeaders(answer.status(), whole && length == 0 ? -1 : length);
        try (var out = exchange.getResponseBody()) {
            for (var piece : answer.pieces()) {
                out.write(piece);
                out.flush();
            }
        }
    }
}
