package com.digiflowhub.platform.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** A start that a wrong setting stopped ends with the variable and the remedy, not with a stack trace. */
public final class InvalidSettingAnalyzer implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSetting invalid) {
                return new FailureAnalysis(
                        String.valueOf(invalid.getMessage()),
                        "Correct " + invalid.variable() + " and start again.",
                        failure);
            }
        }
        return null;
    }
}
