package com.digiflowhub.platform.database;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What failed and where, without the messages: those may quote what a person wrote. */
public final class Wordless {
    private static final int DEEPEST = 8;
    private static final String OURS = "com.digiflowhub.";

    private Wordless() {}

    public static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            text.append(depth == 0 ? "" : " caused by ").append(cause.getClass().getName());
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                text.append(' ').append(sql.getSQLState());
            }
            cause = cause.getCause();
        }
        return text.append(" at ").append(place(failure)).toString();
    }

    /** The innermost of our own frames, or the innermost of all. */
    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .or(() -> Arrays.stream(failure.getStackTrace()).findFirst())
                .stream()
                .map(StackTraceElement::toString)
                .collect(Collectors.joining());
    }
}
