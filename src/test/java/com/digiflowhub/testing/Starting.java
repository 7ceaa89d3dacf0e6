package com.digiflowhub.testing;

import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One start at a time: they all set up the one logging of the process, which two at once break. */
public final class Starting {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private Starting() {}

    public static ConfigurableApplicationContext run(SpringApplicationBuilder application, String... arguments) {
        ONE_AT_A_TIME.lock();
        try {
            return application.run(arguments);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }
}
