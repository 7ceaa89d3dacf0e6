package com.digiflowhub.assistant.anthropic;

import com.digiflowhub.assistant.llm.ModelFaults;
import com.digiflowhub.assistant.llm.ModelReply;
import com.digiflowhub.platform.fetch.Fetched;
import com.digiflowhub.platform.work.Reason;
import java.time.Duration;
import java.util.Optional;

/** What an answer that is no answer means, by the vendor's error types. */
final class Faults {
    static final String KEY_REFUSED = "anthropic.key-refused";
    static final String NOT_ALLOWED = "anthropic.not-allowed";
    static final String MODEL_UNKNOWN = "anthropic.model-unknown";
    static final String CREDIT_USED_UP = "anthropic.credit-used-up";

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);
    /** An account without money is told so in words, under the type of a wrong request. */
    private static final String NO_MONEY = "credit balance is too low";

    private Faults() {}

    static ModelReply of(Fetched answer) {
        return ModelFaults.of(answer, Faults::told);
    }

    private static ModelReply told(Fetched.Came came) {
        String type = came.error("type");
        if (type.equals("billing_error") || came.error("message").contains(NO_MONEY)) {
            return new ModelReply.Broken(CREDIT_USED_UP);
        }
        Reason why = new Reason("model-" + came.status(), type.isEmpty() ? "HTTP " + came.status() : type);
        return switch (came.status()) {
            case 200 -> ModelFaults.unreadable();
            case 401 -> new ModelReply.Broken(KEY_REFUSED);
            case 402 -> new ModelReply.Broken(CREDIT_USED_UP);
            case 403 -> new ModelReply.Broken(NOT_ALLOWED);
            case 404 -> new ModelReply.Broken(MODEL_UNKNOWN);
            case 429 -> new ModelReply.TooMany(pause(came).orElse(USUAL_PAUSE), why);
            default ->
                came.status() >= 500 || came.status() == 408 ? new ModelReply.Failed(why) : new ModelReply.Refused(why);
        };
    }

    private static Optional<Duration> pause(Fetched.Came came) {
        return came.header("retry-after")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
