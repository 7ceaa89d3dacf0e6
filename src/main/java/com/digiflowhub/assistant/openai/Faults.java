package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.llm.ModelFaults;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.platform.fetch.Fetched;
import com.digiflowhub.platform.work.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** What an answer that is no answer means; the vendor's error codes, by what they ask of us. */
final class Faults {
    static final String KEY_REFUSED = "openai.key-refused";
    static final String NOT_ALLOWED = "openai.not-allowed";
    static final String MODEL_UNKNOWN = "openai.model-unknown";
    static final String QUOTA_USED_UP = "openai.quota-used-up";

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);
    private static final Set<String> MONEY = Set.of(
            "insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached", "billing_not_active");

    private Faults() {}

    /** {@code now} is when it came: a pause may be told as the moment at which it ends. */
    static ModelReply of(Fetched answer, Instant now) {
        return ModelFaults.of(answer, came -> of(came, now));
    }

    private static ModelReply of(Fetched.Came came, Instant now) {
        String code = came.error("code");
        if (MONEY.contains(code) || MONEY.contains(came.error("type"))) {
            return new ModelReply.Broken(QUOTA_USED_UP);
        }
        Reason why = new Reason("model-" + came.status(), code.isEmpty() ? "HTTP " + came.status() : code);
        return switch (came.status()) {
            case 200 -> ModelFaults.unreadable();
            case 401 -> new ModelReply.Broken(KEY_REFUSED);
            case 402 -> new ModelReply.Broken(QUOTA_USED_UP);
            case 403 -> new ModelReply.Broken(NOT_ALLOWED);
            case 404 -> new ModelReply.Broken(MODEL_UNKNOWN);
            case 429 -> new ModelReply.TooMany(pause(came, now).orElse(USUAL_PAUSE), why);
            case 400 -> code.equals("content_filter") ? new ModelReply.Declined(why) : new ModelReply.Refused(why);
            default -> {
                boolean usually = came.status() >= 500 || came.status() == 408 || came.status() == 409;
                yield came.header("x-should-retry").map(Boolean::parseBoolean).orElse(usually)
                        ? new ModelReply.Failed(why)
                        : new ModelReply.Refused(why);
            }
        };
    }

    private static Optional<Duration> pause(Fetched.Came came, Instant now) {
        return came.header("retry-after-ms")
                .flatMap(Faults::number)
                .map(Duration::ofMillis)
                .or(() -> came.header("retry-after").flatMap(Faults::number).map(Duration::ofSeconds))
                .or(() -> came.header("retry-after").flatMap(Faults::date).map(date -> Duration.between(now, date)))
                .filter(pause -> !pause.isNegative());
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}
