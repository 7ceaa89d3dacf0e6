package com.digiflowhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * What the machine could not check, and why: hears every test that ends by an assumption or is disabled, and keeps the table that
 * {@code verify} ends with.
 */
public final class LeftOut implements TestExecutionListener {
    private static final Path TABLE = Path.of("target", "left-out.txt");
    private static final String NOTHING = "Nothing was left out.\n";

    private final Path table;
    private final Map<String, Integer> reasons = new TreeMap<>();

    public LeftOut() {
        this(TABLE);
    }

    LeftOut(Path table) {
        this.table = table;
    }

    /** Ends the test when something that not every machine has is not there; where nothing may be left out, fails it. */
    public static void unless(boolean there, String reason) {
        unless(there, reason, "true".equals(System.getenv("CI")));
    }

    static void unless(boolean there, String reason, boolean nothingMayBe) {
        if (!there && nothingMayBe) {
            throw new AssertionError("CI=true, so this may not be left out: " + reason);
        }
        Assumptions.assumeTrue(there, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            note(result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        note(test.getDisplayName() + ": " + reason);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        StringBuilder text = new StringBuilder(reasons.isEmpty() ? NOTHING : "Left out:\n");
        reasons.forEach((reason, tests) -> text.append("  %4d × %s%n".formatted(tests, reason)));
        try {
            Files.createDirectories(table.toAbsolutePath().getParent());
            Files.writeString(table, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private synchronized void note(String reason) {
        reasons.merge(reason.replaceFirst("^Assumption failed: ", ""), 1, Integer::sum);
    }
}
