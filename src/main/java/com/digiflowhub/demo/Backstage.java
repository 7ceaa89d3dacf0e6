package com.digiflowhub.demo;

import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.sandbox.Sandbox;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Furnishes the companies in their order: what the first needs to be answered at once, so that its page is there soon, and all the rest meanwhile. */
@Component
@OnlyInDemo
public class Backstage implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Backstage.class);

    private final SimulatedProviders providers;
    private final Furnishing furnishing;
    private final Set<WorkspaceId> unfinished = ConcurrentHashMap.newKeySet();
    private volatile Thread work = Thread.ofVirtual().unstarted(() -> {});
    private volatile boolean leaving;

    Backstage(SimulatedProviders providers, Furnishing furnishing) {
        this.providers = providers;
        this.furnishing = furnishing;
    }

    /** A company and its workspace. */
    record Place(Trade trade, WorkspaceId workspace) {}

    void furnish(List<Place> places, UserId owner, URI hub) {
        Place first = places.getFirst();
        places.forEach(place -> unfinished.add(place.workspace()));
        Tenancy.run(first.workspace(), () -> furnishing.open(first.trade(), owner, providers.start(first, hub)));
        unfinished.remove(first.workspace());
        work = Thread.ofVirtual().name("demo-furnishing").start(() -> goOn(places, owner, hub));
    }

    /** The workspace in force is not as it is meant to be seen yet. */
    public boolean furnishing() {
        return Tenancy.here().filter(unfinished::contains).isPresent();
    }

    /** All are whole. */
    boolean done() {
        return unfinished.isEmpty() && !work.isAlive();
    }

    @Override
    public void destroy() throws InterruptedException {
        leaving = true;
        work.interrupt();
        work.join();
    }

    /** Whatever goes wrong is made good by the next start, which finds what is there. */
    private void goOn(List<Place> places, UserId owner, URI hub) {
        try {
            Place first = places.getFirst();
            Tenancy.run(first.workspace(), () -> furnishing.remember(first.trade(), owner));
            places.stream().skip(1).forEach(place -> whole(place, owner, hub));
        } catch (RuntimeException broken) {
            if (leaving) {
                LOG.info("Stopped before all companies were furnished; the next start goes on with them");
            } else {
                LOG.warn("The companies on show are not all furnished; the next start goes on with them", broken);
            }
        }
    }

    private void whole(Place place, UserId owner, URI hub) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        Sandbox sandbox = providers.start(place, hub);
        Tenancy.run(place.workspace(), () -> {
            furnishing.open(place.trade(), owner, sandbox);
            furnishing.remember(place.trade(), owner);
        });
        unfinished.remove(place.workspace());
        LOG.info("{} is on show", place.trade().workspace());
    }
}
