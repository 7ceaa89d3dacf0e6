package com.digiflowhub.assistant.embeddings;

/** Where an embedding points, one signed byte a dimension: a quarter of the room, and the nearest stay the nearest. */
public record Direction(byte[] parts) {
    /** Near nothing. */
    static final Direction NOWHERE = new Direction(new byte[0]);

    static Direction of(float[] vector) {
        float longest = 0;
        for (float part : vector) {
            longest = Math.max(longest, Math.abs(part));
        }
        byte[] parts = new byte[vector.length];
        for (int at = 0; longest > 0 && at < parts.length; at++) {
            parts[at] = (byte) Math.round(vector[at] / longest * Byte.MAX_VALUE);
        }
        return new Direction(parts);
    }

    /** The cosine of the angle between them: 1 where they point the same way, 0 where they have nothing in common or cannot be compared. */
    double nearness(Direction other) {
        if (parts.length != other.parts.length) {
            return 0;
        }
        long dot = 0;
        long own = 0;
        long others = 0;
        for (int at = 0; at < parts.length; at++) {
            dot += (long) parts[at] * other.parts[at];
            own += (long) parts[at] * parts[at];
            others += (long) other.parts[at] * other.parts[at];
        }
        return own == 0 || others == 0 ? 0 : dot / Math.sqrt((double) own * others);
    }
}
