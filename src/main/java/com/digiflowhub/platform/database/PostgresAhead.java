package com.digiflowhub.platform.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * A PostgreSQL of our own takes seconds to come to be, most of all at the first start: begun before the rest of the hub is read, it costs
 * few of them.
 */
public final class PostgresAhead implements ApplicationListener<ApplicationPreparedEvent> {
    @Override
    public void onApplicationEvent(ApplicationPreparedEvent prepared) {
        Environment environment = prepared.getApplicationContext().getEnvironment();
        if (environment.getProperty("DATABASE_URL", "").isBlank()) {
            Starting starting = new Starting(CompletableFuture.supplyAsync(
                    () -> Started.in(environment),
                    work -> Thread.ofPlatform().name("postgres-ahead").start(work)));
            DefaultListableBeanFactory beans = (DefaultListableBeanFactory)
                    prepared.getApplicationContext().getBeanFactory();
            beans.registerSingleton("startingPostgres", starting);
            beans.registerDisposableBean("startingPostgres", starting);
        }
    }

    /** The folder, held, and the server in it. */
    record Started(DataFolder folder, EmbeddedPostgres server) {
        static Started in(Environment environment) {
            DataFolder folder = DataFolder.hold(DatabaseConfiguration.folder(environment));
            try {
                return new Started(folder, EmbeddedPostgres.start(folder.path()));
            } catch (RuntimeException failure) {
                folder.close();
                throw failure;
            }
        }
    }

    /** What stood in the way is told to whoever waits for it, in its own words. */
    record Starting(CompletableFuture<Started> started) implements DisposableBean {
        Started await() {
            try {
                return started.join();
            } catch (CompletionException failure) {
                throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
            }
        }

        /** Also when the hub never came so far as to use it: no server may be left behind. */
        @Override
        public void destroy() {
            started.handle((both, failure) -> failure == null ? both : null)
                    .thenAccept(both -> {
                        if (both != null) {
                            both.server().close();
                            both.folder().close();
                        }
                    })
                    .join();
        }
    }
}
