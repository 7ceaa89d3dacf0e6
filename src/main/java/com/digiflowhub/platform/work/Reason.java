package com.digiflowhub.platform.work;

/** Why work was put off or given up: a code to count by, and a sentence for people. Never holds words that leads wrote. */
public record Reason(String code, String sentence) {
    public Reason {
        if (code.isBlank()) {
            throw new IllegalArgumentException("a reason needs a code");
        }
    }

    @Override
    public String toString() {
        return sentence.isBlank() ? code : code + ": " + sentence;
    }
}
