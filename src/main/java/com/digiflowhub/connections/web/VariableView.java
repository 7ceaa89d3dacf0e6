package com.digiflowhub.connections.web;

import com.digiflowhub.platform.settings.GivenVariables.Given;
import java.util.List;

/** What the page of variables shows: never a value. */
public final class VariableView {
    private VariableView() {}

    /** A variable with what it sets; {@code forLater} is a provider's that this version does not know yet. */
    public record Became(Given given, List<Sets> sets, boolean forLater) {
        public Became {
            sets = List.copyOf(sets);
        }
    }

    /** A field of a provider's settings. */
    public record Sets(String provider, String field) {}

    /** A public address; {@code red} when anybody on the way could read along. */
    public record Reached(String variable, String address, boolean red) {}
}
