package com.digiflowhub.platform.live;

import com.digiflowhub.platform.database.NodeCalls;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The pages open on other nodes hear of a change too: some together, a few times a second, and the same change once. */
@Component
class OtherNodes implements DisposableBean {
    private static final String CHANNEL = "hub_live";
    private static final Duration TOGETHER = Duration.ofMillis(100);
    private static final int PARTS = 4;

    private final OpenPages pages;
    private final NodeCalls calls;
    private final String me = UUID.randomUUID().toString();
    private final Set<String> changes = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean soon = new AtomicBoolean();
    /** While the hub stops, nobody is told any more. */
    private final ScheduledExecutorService caller = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("live-calls").daemon(true).factory(), new ThreadPoolExecutor.DiscardPolicy());

    OtherNodes(OpenPages pages, NodeCalls calls) {
        this.pages = pages;
        this.calls = calls;
        calls.hear(CHANNEL, this::heard);
    }

    void tell(WorkspaceId workspace, String topic, String id) {
        changes.add(String.join(" ", me, workspace.toString(), topic, id));
        if (soon.compareAndSet(false, true)) {
            var ignored = caller.schedule(this::call, TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void call() {
        soon.set(false);
        List<String> now = List.copyOf(changes);
        now.forEach(changes::remove);
        calls.call(CHANNEL, now);
    }

    private void heard(String line) {
        String[] parts = line.split(" ", PARTS);
        if (parts.length == PARTS && !parts[0].equals(me)) {
            pages.tell(WorkspaceId.parse(parts[1]), parts[2], parts[3]);
        }
    }

    @Override
    public void destroy() {
        caller.shutdownNow();
    }
}
