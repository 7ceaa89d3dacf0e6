package com.digiflowhub.platform.settings;

/** A setting that stops the start: names the variable and what to do. Never prints the value, which may be a secret. */
public final class InvalidSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String variable;

    public InvalidSetting(String variable, String remedy) {
        super(variable + " " + remedy);
        this.variable = variable;
    }

    public InvalidSetting(String variable, String remedy, Throwable cause) {
        super(variable + " " + remedy, cause);
        this.variable = variable;
    }

    public String variable() {
        return variable;
    }
}
