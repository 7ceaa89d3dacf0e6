package com.digiflowhub.channels.whatsapp;

import static com.digiflowhub.channels.Failure.Consequence.BAD_ADDRESS;
import static com.digiflowhub.channels.Failure.Consequence.FIX_REQUEST;
import static com.digiflowhub.channels.Failure.Consequence.FIX_TEMPLATE;
import static com.digiflowhub.channels.Failure.Consequence.GIVE_UP;
import static com.digiflowhub.channels.Failure.Consequence.OPT_OUT_MARKETING;
import static com.digiflowhub.channels.Failure.Consequence.RETRY;
import static com.digiflowhub.channels.Failure.Consequence.SLOW_DOWN;
import static com.digiflowhub.channels.Failure.Consequence.STOP_CAMPAIGNS;
import static com.digiflowhub.channels.Failure.Consequence.STOP_CHANNEL;
import static com.digiflowhub.channels.Failure.Consequence.USE_TEMPLATE;

import com.digiflowhub.channels.Failure;
import com.digiflowhub.channels.Failure.Consequence;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What each of Meta's error codes means for us, whether it came as an answer or in a status. Meta asks to go by the code alone; titles and
 * HTTP statuses change.
 */
enum ErrorTable {
    TOKEN(STOP_CHANNEL, 0, 190),
    PERMISSION(STOP_CHANNEL, 3, 10),
    PERMISSION_RANGE(STOP_CHANNEL, range(200, 299)),
    TEMPORARY(RETRY, 1, 2, 131000, 131016, 133004, 135000),
    TOO_MANY(SLOW_DOWN, Duration.ofSeconds(30), 4, 80007, 130429, 132069),
    PAIR_RATE(RETRY, Duration.ofSeconds(6), 131056),
    MAINTENANCE(RETRY, Duration.ofMinutes(1), 131057),
    LOW_QUALITY(STOP_CAMPAIGNS, 131048),
    RESTRICTED(STOP_CHANNEL, 368, 131031),
    COUNTRY_RESTRICTED(BAD_ADDRESS, 130497),
    PAYMENT(STOP_CHANNEL, 131042),
    NOT_REGISTERED(STOP_CHANNEL, 131045, 131037),
    REGISTRATION(STOP_CHANNEL, range(133000, 133016)),
    WINDOW_CLOSED(USE_TEMPLATE, 131047),
    UNDELIVERABLE(BAD_ADDRESS, 131026),
    TOO_MUCH_MARKETING(GIVE_UP, 131049),
    MARKETING_STOPPED(OPT_OUT_MARKETING, 131050),
    EXPERIMENT(GIVE_UP, 130472),
    SAME_NUMBER(FIX_REQUEST, 131021),
    NOT_A_TEST_NUMBER(FIX_REQUEST, 131030),
    TYPE(FIX_REQUEST, 131051),
    MEDIA(FIX_REQUEST, 131052, 131053),
    PARAMETER(FIX_REQUEST, 131008, 131009, 100, 33),
    ACCESS(STOP_CHANNEL, 131005),
    UNAVAILABLE(GIVE_UP, 131060),
    TEMPLATE(FIX_TEMPLATE, 132000, 132001, 132005, 132007, 132008, 132012),
    TEMPLATE_STOPPED(FIX_TEMPLATE, 132015, 132016, 132068),
    MARKETING_TERMS(STOP_CAMPAIGNS, 134011),
    IDENTITY_CHANGED(BAD_ADDRESS, 137000),
    CALLING(GIVE_UP, range(139000, 139999));

    private final Consequence consequence;
    private final Optional<Duration> pause;

    @SuppressWarnings("ImmutableEnumChecker") // never handed out
    private final int[] codes;

    ErrorTable(Consequence consequence, int... codes) {
        this(consequence, Optional.empty(), codes);
    }

    ErrorTable(Consequence consequence, Duration pause, int... codes) {
        this(consequence, Optional.of(pause), codes);
    }

    ErrorTable(Consequence consequence, Optional<Duration> pause, int... codes) {
        this.consequence = consequence;
        this.pause = pause;
        this.codes = codes;
    }

    /** The first row that names the code: temporary 133004 stands before the range of registration. */
    static Optional<ErrorTable> row(int code) {
        return Arrays.stream(values())
                .filter(row -> Arrays.stream(row.codes).anyMatch(known -> known == code))
                .findFirst();
    }

    /** Of a code we do not know: again when Meta calls it transient or answered with a server error, else our mistake. */
    static Failure failure(GraphError error, boolean serverError) {
        Optional<ErrorTable> known = row(error.code());
        Consequence consequence =
                known.map(row -> row.consequence).orElse(error.isTransient() || serverError ? RETRY : FIX_REQUEST);
        return new Failure(String.valueOf(error.code()), consequence, error.words(), known.flatMap(row -> row.pause));
    }

    private static int[] range(int first, int last) {
        return java.util.stream.IntStream.rangeClosed(first, last).toArray();
    }
}
