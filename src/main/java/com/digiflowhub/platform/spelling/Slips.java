package com.digiflowhub.platform.spelling;

/** How many slips of the finger lie between two words: a letter left out, added, mistaken, or swapped with its neighbour. */
public final class Slips {
    private Slips() {}

    /** At most {@code most + 1}, which means "too many". */
    public static int between(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] now = new int[other.length() + 1];
            now[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int mistaken = last[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(mistaken, Math.min(last[column], now[column - 1]) + 1);
                if (swapped(one, row, other, column)) {
                    now[column] = Math.min(now[column], beforeLast[column - 2] + 1);
                }
            }
            beforeLast = last;
            last = now;
        }
        return Math.min(last[other.length()], most + 1);
    }

    private static boolean swapped(String one, int row, String other, int column) {
        return row > 1
                && column > 1
                && one.charAt(row - 1) == other.charAt(column - 2)
                && one.charAt(row - 2) == other.charAt(column - 1);
    }
}
