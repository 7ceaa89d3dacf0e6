package com.digiflowhub.platform.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/**
 * Whether those who must be answered at once stand in line. Work then writes one item after the other, so that they find the machine free:
 * what waits a little longer is kept, what is not acknowledged must be sent again.
 */
@Component
public class Rush {
    private static final int MANY = 4;

    private final List<IntSupplier> lines = new CopyOnWriteArrayList<>();

    /** {@code standing} tells at any time how many wait there. */
    public void watch(IntSupplier standing) {
        lines.add(standing);
    }

    boolean on() {
        return lines.stream().anyMatch(line -> line.getAsInt() >= MANY);
    }
}
