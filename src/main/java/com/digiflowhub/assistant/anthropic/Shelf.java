package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.assistant.ModelReply;
import com.digiflowhub.platform.vault.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which models the account has, newest first, and which to take when nobody named one: the newest small one. */
final class Shelf {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final String SMALL = "haiku";

    private final Wire wire;
    private final InstantSource clock;
    private final Map<Account, Chosen> chosen = new ConcurrentHashMap<>();

    Shelf(Wire wire, InstantSource clock) {
        this.wire = wire;
        this.clock = clock;
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

    /** Two accounts at one server may have different models. */
    private record Account(URI server, Secret key) {
        static Account of(AnthropicSettings settings) {
            return new Account(settings.baseUrl(), settings.apiKey());
        }
    }

    private record Chosen(String model, Instant until) {}

    Listed list(AnthropicSettings settings) {
        Wire.Answer answer = wire.get(settings, "/v1/models?limit=100");
        if (answer instanceof Wire.Answer.Came came
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
        return Optional.ofNullable(chosen.get(Account.of(settings)))
                .filter(choice -> choice.until().isAfter(clock.instant()))
                .map(Chosen::model);
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
                    chosen.put(
                            Account.of(settings),
                            new Chosen(name, clock.instant().plus(KEPT)));
                    return new Pick.Model(name);
                })
                .orElseGet(Pick.None::new);
    }
}
