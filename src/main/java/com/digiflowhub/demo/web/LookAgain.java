package com.digiflowhub.demo.web;

import com.digiflowhub.demo.OnlyInDemo;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.platform.tenancy.Tenancy;
import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.sandbox.Sandbox;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Tells the open pages of a workspace that something happened at the providers, from the first time it opens the page on. */
@Component
@OnlyInDemo
class LookAgain {
    private static final String TOPIC = "sandbox";

    private final Live live;
    private final Set<Listening> listening = ConcurrentHashMap.newKeySet();

    LookAgain(Live live) {
        this.live = live;
    }

    private record Listening(WorkspaceId workspace, Sandbox sandbox) {}

    void whenSomethingHappens(Sandbox sandbox) {
        WorkspaceId workspace = Tenancy.require();
        if (listening.add(new Listening(workspace, sandbox))) {
            sandbox.journal().listen(entry -> Tenancy.run(workspace, () -> live.changed(TOPIC, entry.provider())));
        }
    }
}
