package com.digiflowhub.connections;

import com.digiflowhub.platform.crash.CrashPoint;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.vault.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where everything that providers send comes in, whatever carried it. Says 200 only after what came is committed; 503 when that takes too
 * long; 403, and nothing else, to whoever did not sign.
 */
@Component
public class Door implements AutoCloseable {
    /** Providers wait a few seconds; a second try is better than a third of them waiting. */
    static final Duration PATIENCE = Duration.ofMillis(1_900);

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Providers providers;
    private final KnownConnections known;
    private final EnvelopeWriter writer;
    private final Unclaimed unclaimed;
    private final SignsOfLife signs;
    private final JsonMapper json;
    private final HubClock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Door(
            Providers providers,
            DoorMemory memory,
            EnvelopeWriter writer,
            SignsOfLife signs,
            JsonMapper json,
            HubClock clock) {
        this.providers = providers;
        this.known = memory.known();
        this.unclaimed = memory.unclaimed();
        this.writer = writer;
        this.signs = signs;
        this.json = json;
        this.clock = clock;
    }

    /** Where a path behind {@code /api/webhooks/} leads; empty when nobody knocks there. */
    public Optional<Route> route(String path) {
        return providers.route(path);
    }

    /**
     * Blocks for two seconds at most. Whatever goes wrong inside, the provider is asked to come again; also when it was kept, but so late,
     * after a standstill of the whole process, that what came after it may have been read.
     */
    public Answer knock(Knock knock) {
        long since = System.nanoTime();
        try {
            Answer answer = answer(knock)
                    .completeOnTimeout(Answer.AWAY, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return System.nanoTime() - since > PATIENCE.toNanos() ? Answer.AWAY : answer;
        } catch (RuntimeException failure) {
            LOG.warn(
                    "a webhook for {} could not be kept and was answered 503; the provider will send it again",
                    knock.source(),
                    failure);
            return Answer.AWAY;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What must ask the database does so on a thread of its own, so that nobody waits for it longer than the provider does. */
    private CompletableFuture<Answer> answer(Knock knock) {
        CrashPoint.pass("in-1");
        Optional<Source> source = providers.source(knock.source());
        if (source.isEmpty()) {
            return CompletableFuture.completedFuture(Answer.NOT_FOUND);
        }
        Visit visit = new Visit(source.get(), knock);
        Opened opened = source.get().open(knock);
        return recalled(visit, opened)
                .map(this::write)
                .orElseGet(() -> CompletableFuture.supplyAsync(() -> decide(visit, opened), threads));
    }

    /** What nearly everything that comes is: each part signed by the connections that we remember to have its account. */
    private Optional<List<EnvelopeWriter.Letter>> recalled(Visit visit, Opened opened) {
        if (visit.knock.connectionPath().isPresent() || !(opened instanceof Opened.Parcel parcel)) {
            return Optional.empty();
        }
        List<EnvelopeWriter.Letter> letters = new ArrayList<>();
        for (Opened.Part part : parcel.parts()) {
            List<Connection> owners =
                    known.recall(visit.source.key(), part.account()).orElse(List.of());
            List<Connection> receivers = owners.stream().filter(visit::genuine).toList();
            if (receivers.isEmpty()) {
                return Optional.empty();
            }
            receivers.forEach(receiver -> letters.add(visit.letter(receiver, part)));
        }
        return letters.isEmpty() ? Optional.empty() : Optional.of(letters);
    }

    private CompletableFuture<Answer> write(List<EnvelopeWriter.Letter> letters) {
        CrashPoint.pass("in-2");
        return writer.write(letters).thenApply(done -> {
            letters.forEach(letter -> signs.webhook(letter.connection()));
            return Answer.TAKEN;
        });
    }

    private Answer decide(Visit visit, Opened opened) {
        return switch (opened) {
            case Opened.Verification question -> verify(visit, question);
            case Opened.Parcel parcel -> take(visit, parcel.parts());
            case Opened.Unreadable ignored ->
                visit.knock.method().equals("GET")
                        ? refused(visit.knock)
                        : take(visit, List.of(new Opened.Part("", visit.knock.body())));
        };
    }

    private static Answer verify(Visit visit, Opened.Verification question) {
        return visit.candidates().stream().anyMatch(visit::genuine)
                ? Answer.challenge(question.challenge())
                : refused(visit.knock);
    }

    private Answer take(Visit visit, List<Opened.Part> parts) {
        List<EnvelopeWriter.Letter> letters = new ArrayList<>();
        List<Unclaimed.Letter> strangers = new ArrayList<>();
        List<Connection> notSigned = new ArrayList<>();
        for (Opened.Part part : parts) {
            List<Connection> owners = visit.owners(part.account());
            if (visit.disagrees(owners)) {
                return refused(visit.knock);
            }
            List<Connection> receivers = owners.stream().filter(visit::genuine).toList();
            receivers.forEach(receiver -> letters.add(visit.letter(receiver, part)));
            if (receivers.isEmpty()) {
                notSigned.addAll(owners);
                if (letters.isEmpty() && visit.signedBySomebody().isEmpty()) {
                    // Whatever else is in it: who did not sign must not make the door look up thousands.
                    break;
                }
            }
            if (owners.isEmpty()) {
                visit.signedBySomebody().ifPresent(signers -> strangers.add(visit.stranger(signers, part)));
            }
        }
        boolean empty = parts.isEmpty() && visit.signedBySomebody().isPresent();
        if (letters.isEmpty() && strangers.isEmpty() && !empty) {
            notSigned.forEach(signs::refused);
            return refused(visit.knock);
        }
        unclaimed.keep(strangers);
        return letters.isEmpty() ? Answer.TAKEN : write(letters).join();
    }

    private static Answer refused(Knock knock) {
        LOG.info("refused a webhook for {} of {} bytes: signed by nobody we know", knock.source(), knock.body().length);
        return Answer.REFUSED;
    }

    /** One knock being looked at; remembers whose signature was already tried. */
    private final class Visit {
        private final Source source;
        private final Knock knock;
        private final Map<List<Secret>, Boolean> tried = new HashMap<>();

        Visit(Source source, Knock knock) {
            this.source = source;
            this.knock = knock;
        }

        List<Connection> candidates() {
            return knock.connectionPath()
                    .map(path -> known.at(source.key(), path))
                    .orElseGet(() -> known.all(source.key()));
        }

        /** Who has the account. A part that names none belongs to the one connection that signed it, if it is one. */
        List<Connection> owners(String account) {
            if (!account.isEmpty()) {
                return known.with(source.key(), account);
            }
            List<Connection> signers =
                    candidates().stream().filter(this::genuine).toList();
            return signers.size() == 1 ? signers : List.of();
        }

        /** At a connection's own address only what is for this connection is taken. */
        boolean disagrees(List<Connection> owners) {
            return knock.connectionPath().isPresent()
                    && candidates().stream()
                            .noneMatch(here -> owners.isEmpty()
                                    || owners.stream()
                                            .anyMatch(owner -> owner.id().equals(here.id())));
        }

        boolean genuine(Connection connection) {
            List<Secret> signers = source.signers(connection);
            boolean own = signers.isEmpty() || knock.method().equals("GET");
            return own
                    ? source.genuine(connection, knock)
                    : tried.computeIfAbsent(signers, ignored -> source.genuine(connection, knock));
        }

        Optional<List<Secret>> signedBySomebody() {
            Set<List<Secret>> seen = new HashSet<>();
            return candidates().stream()
                    .filter(connection -> seen.add(source.signers(connection)))
                    .filter(this::genuine)
                    .findFirst()
                    .map(source::signers);
        }

        EnvelopeWriter.Letter letter(Connection receiver, Opened.Part part) {
            return new EnvelopeWriter.Letter(
                    clock.nextId(), receiver, source.reader(), json.writeValueAsString(headers()), part.body());
        }

        Unclaimed.Letter stranger(List<Secret> signers, Opened.Part part) {
            return new Unclaimed.Letter(clock.nextId(), source.key(), part.account(), signers, headers(), part.body());
        }

        private Map<String, String> headers() {
            return KeptHeaders.of(knock.headers());
        }
    }
}
