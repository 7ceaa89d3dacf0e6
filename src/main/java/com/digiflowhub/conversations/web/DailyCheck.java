package com.digiflowhub.conversations.web;

import com.digiflowhub.connections.Envelopes;
import com.digiflowhub.conversations.reconciliation.MissingDelivery;
import com.digiflowhub.conversations.reconciliation.Reconciliation;
import com.digiflowhub.platform.web.Frame;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.util.UriComponentsBuilder;

/** All that the page of the daily check shows. */
public record DailyCheck(
        LocalDate today,
        List<Reconciliation> days,
        int missingAll,
        List<MissingDelivery> missing,
        List<Envelopes.Unreadable> aside,
        Sought sought,
        Envelopes.Found found) {
    public DailyCheck {
        days = List.copyOf(days);
        missing = List.copyOf(missing);
        aside = List.copyOf(aside);
    }

    public boolean underWay() {
        return days.stream().anyMatch(day -> day.finishedAt().isEmpty());
    }

    /** The newest day that was counted to its end. */
    public Optional<Reconciliation> last() {
        return days.stream().filter(day -> day.finishedAt().isPresent()).findFirst();
    }

    /** What an older version wrote as a sentence stays as it is. */
    public static String why(Frame frame, String code) {
        return frame.words().find("reconciliation.why." + code).orElse(code);
    }

    /** What is looked for: everything of a day, or what names a provider's id, or nothing yet; and where a former look stopped. */
    public record Sought(Optional<LocalDate> day, String id, Optional<UUID> before) {
        private static final int LONGEST_ID = 200;

        static Sought of(String day, String id, String before) {
            return new Sought(read(day), id.strip().length() > LONGEST_ID ? "" : id.strip(), readId(before));
        }

        public Sought goingOnBefore(UUID last) {
            return new Sought(day, id, Optional.of(last));
        }

        public boolean anything() {
            return day.isPresent() || !id.isEmpty();
        }

        public String typed() {
            return day.map(LocalDate::toString).orElse("");
        }

        public String address(String path) {
            return UriComponentsBuilder.fromPath(path)
                    .queryParam("day", "{day}")
                    .queryParam("id", "{id}")
                    .queryParamIfPresent("before", before)
                    .encode()
                    .build(typed(), id)
                    .toString();
        }

        private static Optional<UUID> readId(String before) {
            try {
                return before.isBlank() ? Optional.empty() : Optional.of(UUID.fromString(before));
            } catch (IllegalArgumentException noId) {
                return Optional.empty();
            }
        }

        private static Optional<LocalDate> read(String day) {
            try {
                return day.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(day.strip()));
            } catch (DateTimeException noDay) {
                return Optional.empty();
            }
        }
    }
}
