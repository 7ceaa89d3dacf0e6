package com.digiflowhub.bench;

import java.util.Arrays;
import java.util.Collection;

/** How long many things took, in order. */
record Spread(double[] millis) {
    static Spread of(Collection<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Spread(sorted);
    }

    double at(int hundredths) {
        return millis.length == 0 ? 0 : millis[Math.min(millis.length - 1, millis.length * hundredths / 100)];
    }
}
