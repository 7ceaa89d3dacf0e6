package com.digiflowhub.platform.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** The first start unpacks PostgreSQL, which takes seconds: begun while the rest of the hub is still being read, it costs none of them. */
public final class UnpackAhead implements ApplicationListener<ApplicationPreparedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(UnpackAhead.class);

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent prepared) {
        Environment environment = prepared.getApplicationContext().getEnvironment();
        if (environment.getProperty("DATABASE_URL", "").isBlank()) {
            Thread unpacking = new Thread(() -> unpack(environment), "unpack-postgresql");
            unpacking.setDaemon(true);
            unpacking.start();
        }
    }

    /** Whatever stands in the way meets the start itself a moment later, which tells it in its own words. */
    private static void unpack(Environment environment) {
        try {
            var ignored = PostgresBinaries.unpackInto(DatabaseConfiguration.folder(environment));
        } catch (RuntimeException failure) {
            LOG.debug("PostgreSQL could not be unpacked ahead", failure);
        }
    }
}
