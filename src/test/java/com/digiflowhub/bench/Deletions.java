package com.digiflowhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.digiflowhub.assistant.QaEntries;
import com.digiflowhub.assistant.QaEntry;
import com.digiflowhub.assistant.QaEntryId;
import com.digiflowhub.identity.ApiKeys;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.Client;
import com.digiflowhub.testing.RunningHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A company that removes its questions and answers over the API, a few at once and without a pause. Nothing larger can be deleted today:
 * contacts and conversations stay, and a connection is only marked.
 */
final class Deletions {
    private static final int AT_ONCE = 4;
    private static final int A_BATCH = 500;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchRig rig;
    private final Client company;
    private final String key;
    private final Queue<UUID> left = new ConcurrentLinkedQueue<>();
    private final AtomicLong removed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile double seconds;

    /** Writes so many entries first. */
    Deletions(BenchRig rig, Client company, int entries) {
        this.rig = rig;
        this.company = company;
        WorkspaceId here = new WorkspaceId(company.workspace());
        try (RunningHub beside = RunningHub.startOn(rig.postgres().address(), Map.of("hub.work.running", "false"))) {
            for (int from = 0; from < entries; from += A_BATCH) {
                List<QaEntry.Draft> drafts = IntStream.range(from, Math.min(entries, from + A_BATCH))
                        .mapToObj(Deletions::entry)
                        .toList();
                beside.in(here, () -> beside.part(QaEntries.class).add(drafts)).stream()
                        .map(QaEntryId::value)
                        .forEach(left::add);
            }
            UserId owner = new UserId(rig.owner()
                    .sql("select user_id from identity.member where workspace_id = :here limit 1")
                    .param("here", company.workspace())
                    .query(UUID.class)
                    .single());
            this.key = beside.in(here, () -> beside.part(ApiKeys.class).create("bench", owner))
                    .secret()
                    .reveal();
        }
    }

    /** So many of them, one after the other, so that it is no cold hub that is measured. */
    void warm(int many) {
        for (int n = 0; n < many; n++) {
            count(Objects.requireNonNull(left.poll()));
        }
    }

    /** Until the time is over or nothing is left. */
    void run(Duration atMost) {
        long began = System.nanoTime();
        long end = began + atMost.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < AT_ONCE; n++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (UUID id = left.poll(); id != null && System.nanoTime() < end; id = left.poll()) {
                    count(id);
                }
            }));
        }
        threads.forEach(Pressure::join);
        seconds = (System.nanoTime() - began) / 1e9;
    }

    double seconds() {
        return seconds;
    }

    /** As many as were answered 204, and as many as are kept to be taken back. */
    long removed() {
        assertThat(refused).as("refused").hasValue(0);
        assertThat(rig.owner()
                        .sql("select count(*) from assistant.removed_entry where workspace_id = :here")
                        .param("here", company.workspace())
                        .query(Long.class)
                        .single())
                .as("answers 204 = entries removed")
                .isEqualTo(removed.get());
        return removed.get();
    }

    private void count(UUID id) {
        (remove(id) == 204 ? removed : refused).incrementAndGet();
    }

    private int remove(UUID id) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + rig.port() + "/api/qa-training/" + id))
                .header("Authorization", "Bearer " + key)
                .DELETE()
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private static QaEntry.Draft entry(int n) {
        return new QaEntry.Draft(
                "Question " + n + " sur le module " + n % 97 + " ?",
                "Réponse " + n + ", à lire en entier avant de répondre.",
                "divers",
                List.of(),
                true,
                Optional.empty(),
                Optional.empty());
    }
}
