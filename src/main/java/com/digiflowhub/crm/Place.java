package com.digiflowhub.crm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a lead stands in the pipeline: in a stage, or it is won or lost. {@code key} names it in forms. */
public record Place(Optional<Stage> stage, Lead.Status status) {
    static List<Place> all(List<Stage> stages) {
        return Stream.concat(
                        stages.stream().map(stage -> new Place(Optional.of(stage), Lead.Status.OPEN)),
                        Stream.of(
                                new Place(Optional.empty(), Lead.Status.WON),
                                new Place(Optional.empty(), Lead.Status.LOST)))
                .toList();
    }

    public String key() {
        return stage.map(one -> one.id().toString()).orElseGet(status::stored);
    }

    public boolean holds(Lead lead) {
        return holds(lead.status(), lead.stage());
    }

    boolean holds(Lead.Status otherStatus, String otherStage) {
        return status == otherStatus
                && stage.map(Stage::name).map(otherStage::equals).orElse(true);
    }
}
