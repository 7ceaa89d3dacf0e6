package com.digiflowhub.platform.web.today;

import java.util.List;
import java.util.Optional;

/** The first steps as they are shown; {@code aside} when somebody put them aside. */
public record GuideView(List<Step> steps, boolean aside) {
    public GuideView {
        steps = List.copyOf(steps);
    }

    /** One step; {@code key} is the end of its words' keys. */
    public record Step(String key, String href, boolean done) {}

    public int done() {
        return steps.size() - left();
    }

    public int left() {
        return (int) steps.stream().filter(step -> !step.done()).count();
    }

    /** The one to do now. */
    public boolean next(Step step) {
        return steps.stream().filter(one -> !one.done()).findFirst().equals(Optional.of(step));
    }
}
