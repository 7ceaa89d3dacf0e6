package com.digiflowhub.assistant.openai;

import com.digiflowhub.assistant.ModelReply;
import com.digiflowhub.platform.work.Reason;
import java.time.Duration;
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

    static ModelReply of(Wire.Answer answer) {
        return switch (answer) {
            case Wire.Answer.Slow slow ->
                new ModelReply.Failed(new Reason("model-slow", "the model did not answer in time"));
            case Wire.Answer.Lost lost -> new ModelReply.Failed(new Reason("model-unreachable", lost.why()));
            case Wire.Answer.Came came -> of(came);
        };
    }

    private static ModelReply of(Wire.Answer.Came came) {
        String code = came.error("code");
        if (MONEY.contains(code) || MONEY.contains(came.error("type"))) {
            return new ModelReply.Broken(QUOTA_USED_UP);
        }
        Reason why = new Reason("model-" + came.status(), code.isEmpty() ? "HTTP " + came.status() : code);
        return switch (came.status()) {
            case 200 -> unreadable();
            case 401 -> new ModelReply.Broken(KEY_REFUSED);
            case 402 -> new ModelReply.Broken(QUOTA_USED_UP);
            case 403 -> new ModelReply.Broken(NOT_ALLOWED);
            case 404 -> new ModelReply.Broken(MODEL_UNKNOWN);
            case 429 -> new ModelReply.TooMany(came.retryAfter().orElse(USUAL_PAUSE), why);
            case 400 -> code.equals("content_filter") ? new ModelReply.Declined(why) : new ModelReply.Refused(why);
            default -> {
                boolean usually = came.status() >= 500 || came.status() == 408 || came.status() == 409;
                yield came.worthRetrying().orElse(usually) ? new ModelReply.Failed(why) : new ModelReply.Refused(why);
            }
        };
    }

    static ModelReply unreadable() {
        return new ModelReply.Failed(new Reason("model-unreadable", "what the model said is not what was asked for"));
    }
}
