package com.digiflowhub.platform.live;

import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The pages open on this node, each holding a stream of events. A stream ends after a minute and the page asks again, so that who signed out
 * hears nothing more; all end before the server stops, which would otherwise wait for them.
 */
@RestController
class OpenPages implements SmartLifecycle {
    private static final Duration STREAM_LASTS = Duration.ofSeconds(60);
    private static final int MOST_A_WORKSPACE = 500;

    private final Map<WorkspaceId, List<SseEmitter>> streams = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter listen() {
        SseEmitter stream = new SseEmitter(STREAM_LASTS.toMillis());
        List<SseEmitter> ours = streams.computeIfAbsent(Tenancy.require(), key -> new CopyOnWriteArrayList<>());
        stream.onCompletion(() -> ours.remove(stream));
        stream.onTimeout(stream::complete);
        stream.onError(gone -> ours.remove(stream));
        if (!open || ours.size() >= MOST_A_WORKSPACE) {
            stream.complete();
            return stream;
        }
        ours.add(stream);
        send(stream, "listening", "");
        return stream;
    }

    void tell(WorkspaceId workspace, String topic, String id) {
        streams.getOrDefault(workspace, List.of()).forEach(stream -> send(stream, topic, id));
    }

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        streams.values().forEach(all -> all.forEach(SseEmitter::complete));
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** Stops before the server does. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private static void send(SseEmitter stream, String topic, String id) {
        try {
            synchronized (stream) {
                stream.send(SseEmitter.event().name(topic).data(id));
            }
        } catch (IOException | IllegalStateException gone) {
            stream.completeWithError(gone);
        }
    }
}
