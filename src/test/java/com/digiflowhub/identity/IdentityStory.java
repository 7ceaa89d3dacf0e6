package com.digiflowhub.identity;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import com.digiflowhub.testing.RunningHub;
import com.digiflowhub.testing.SettableTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One hub for all stories of identity, on a clock they set; each makes people and workspaces of its own. */
final class IdentityStory {
    static final SettableTime TIME = new SettableTime(Instant.parse("2031-05-06T07:08:09Z"));
    static final RunningHub HUB = RunningHub.startAt(TIME, Map.of("HUB_OWNER_EMAIL", ""));
    static final String PASSWORD = "correct horse battery";
    private static final String HASH = HUB.part(Passwords.class).hash(PASSWORD);

    private IdentityStory() {}

    static <T> T part(Class<T> type) {
        return HUB.part(type);
    }

    static String newEmail() {
        return "u" + UUID.randomUUID() + "@example.com";
    }

    static User newUser() {
        return part(Users.class).register(newEmail(), "Amélie Durand", Optional.of(HASH));
    }

    static WorkspaceId newWorkspace(User owner, String name) {
        return part(Workspaces.class).create(name, Locale.FRENCH, ZoneId.of("Europe/Paris"), owner.id());
    }

    static void disable(User user) {
        HUB.change("update identity.hub_user set disabled_at = now() where id = '" + user.id() + "'");
    }

    static void changeVersion(User user) {
        HUB.change("update identity.hub_user set token_version = token_version + 1 where id = '" + user.id() + "'");
    }

    /** The same, by so many threads that all start at one moment. */
    static <R> List<R> atOnce(int threads, Callable<R> work) throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        List<R> results = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<R>> running = new ArrayList<>();
            for (int n = 0; n < threads; n++) {
                running.add(pool.submit(() -> {
                    ready.await();
                    return work.call();
                }));
            }
            ready.countDown();
            for (Future<R> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }
}
