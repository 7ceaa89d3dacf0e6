package com.digiflowhub.assistant.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A byte a dimension is enough to tell who is near. */
class DirectionTest {
    private static final int DIMENSIONS = 256;

    private final Random random = new Random(7);

    @Test
    void the_same_way_is_one_across_is_nought_and_the_other_way_is_below() {
        Direction east = Direction.of(new float[] {1, 0});
        assertThat(east.nearness(Direction.of(new float[] {0.3f, 0}))).isEqualTo(1);
        assertThat(east.nearness(Direction.of(new float[] {0, 2}))).isZero();
        assertThat(east.nearness(Direction.of(new float[] {-1, 0}))).isEqualTo(-1);
    }

    @Test
    void the_cosine_is_kept_to_the_second_decimal() {
        for (int round = 0; round < 200; round++) {
            float[] one = vector();
            float[] other = vector();
            assertThat(Direction.of(one).nearness(Direction.of(other))).isCloseTo(cosine(one, other), within(0.01));
        }
    }

    @Test
    void what_cannot_be_compared_is_not_near() {
        Direction nowhere = Direction.of(new float[2]);
        assertThat(nowhere.nearness(Direction.of(new float[] {1, 1}))).isZero();
        assertThat(Direction.of(new float[] {1, 1, 1}).nearness(Direction.of(new float[] {1, 1})))
                .isZero();
    }

    private float[] vector() {
        float[] vector = new float[DIMENSIONS];
        for (int at = 0; at < DIMENSIONS; at++) {
            vector[at] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static double cosine(float[] one, float[] other) {
        double dot = 0;
        double own = 0;
        double others = 0;
        for (int at = 0; at < one.length; at++) {
            dot += one[at] * other[at];
            own += one[at] * one[at];
            others += other[at] * other[at];
        }
        return dot / Math.sqrt(own * others);
    }
}
