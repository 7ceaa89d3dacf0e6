package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.assistant.llm.ChosenModels;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.platform.fetch.Fetched;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Which models the account has, newest first, and which to take when nobody named one: the newest small one. */
final class Shelf {
    private static final String SMALL = "haiku";

    private final Wire wire;
    private final ChosenModels chosen;

    Shelf(Wire wire, InstantSource clock) {
        this.wire = wire;
        this.chosen = new ChosenModels(clock);
    }

    /** What the server answered when asked for its models. */
    sealed interface Listed {
        record Has(List<String> names) implements Listed {}

        record Fault(ModelReply reply) implements Listed {}
    }

    /** Which model to ask. */
    sealed interface Pick {
        record Model(String name) implements Pick {}

        record None() implements Pick {}

        record Fault(ModelReply reply) implements Pick {}
    }

    private static ChosenModels.Account account(AnthropicSettings settings) {
        return new ChosenModels.Account(settings.baseUrl(), settings.apiKey());
    }

    Listed list(AnthropicSettings settings) {
        Fetched answer = wire.get(settings, "/v1/models?limit=100");
        if (answer instanceof Fetched.Came came
                && came.fine()
                && came.body().path("data").isArray()) {
            return new Listed.Has(came.body()
                    .path("data")
                    .valueStream()
                    .map(model -> model.path("id").asString(""))
                    .filter(name -> !name.isEmpty())
                    .toList());
        }
        return new Listed.Fault(Faults.of(answer));
    }

    Pick pick(AnthropicSettings settings) {
        Optional<String> known = known(settings);
        if (known.isPresent()) {
            return new Pick.Model(known.get());
        }
        return switch (list(settings)) {
            case Listed.Fault fault -> new Pick.Fault(fault.reply());
            case Listed.Has has -> choose(settings, has.names());
        };
    }

    Optional<String> known(AnthropicSettings settings) {
        if (!settings.model().isEmpty()) {
            return Optional.of(settings.model());
        }
        return chosen.of(account(settings));
    }

    Pick choose(AnthropicSettings settings, List<String> names) {
        if (!settings.model().isEmpty()) {
            return new Pick.Model(settings.model());
        }
        return names.stream()
                .filter(name -> name.contains(SMALL))
                .findFirst()
                .or(() -> names.stream().findFirst())
                .<Pick>map(name -> {
                    chosen.keep(account(settings), name);
                    return new Pick.Model(name);
                })
                .orElseGet(Pick.None::new);
    }
}
