package com.digiflowhub.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as people say them, in the zone of the one who looks: short in lists, exact where the pointer rests. */
public final class Moments {
    private final Words.Said words;
    private final ZoneId zone;
    private final Instant now;

    public Moments(Words.Said words, ZoneId zone, Instant now) {
        this.words = words;
        this.zone = zone;
        this.now = now;
    }

    /** For lists: "now", "2 min", "18:48", "yesterday", "12 Nov". */
    public String shortly(Instant at) {
        Duration ago = Duration.between(at, now);
        if (ago.toMinutes() < 1) {
            return words.say("time.now");
        }
        if (ago.toMinutes() < 60) {
            return words.say("time.minutes", ago.toMinutes());
        }
        LocalDate day = day(at);
        if (day.equals(day(now))) {
            return clock(at);
        }
        if (day.equals(day(now).minusDays(1))) {
            return words.say("time.yesterday");
        }
        return written(at, day.getYear() == day(now).getYear() ? "d MMM" : "d MMM yyyy");
    }

    /** How long since, in its largest unit: "42 min", "3 h", "2 days". */
    public String since(Instant at) {
        return span(Duration.between(at, now));
    }

    /** How long until, to the minute: "21 h 04". */
    public String until(Instant at) {
        Duration left = Duration.between(now, at);
        if (left.isNegative()) {
            return words.say("time.minutes", 0);
        }
        return left.toHours() > 0
                ? words.say("time.hours-minutes", left.toHours(), "%02d".formatted(left.toMinutesPart()))
                : words.say("time.minutes", left.toMinutes());
    }

    /** How long ago, apart from its unit, which is the end of its words' key. */
    public record Age(long count, String unit) {}

    public Age age(Instant since) {
        Duration ago = Duration.between(since, now);
        if (ago.toHours() < 1) {
            return new Age(Math.max(0, ago.toMinutes()), "minutes");
        }
        return ago.toDays() < 1 ? new Age(ago.toHours(), "hours") : new Age(ago.toDays(), "days");
    }

    /** What day it is: "Thursday 12 November". */
    public String today() {
        return capital(written(now, "EEEE d MMMM"));
    }

    /** What time it is here, in the person's zone. */
    public String time() {
        return clock(now);
    }

    public int hour() {
        return now.atZone(zone).getHour();
    }

    /** The zone by its city: "Cayenne"; "UTC" is no city. */
    public String place() {
        return zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** A day to come: "25 November". */
    public String dayAfter(long days) {
        Instant then = now.plus(days, ChronoUnit.DAYS);
        return written(then, day(then).getYear() == day(now).getYear() ? "d MMMM" : "d MMMM yyyy");
    }

    /** A day of the calendar, in lists: "Thu 26 Nov". */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("EEE d MMM", region()).format(day);
    }

    public String clock(Instant at) {
        return written(at, "HH:mm");
    }

    public String clockToTheSecond(Instant at) {
        return written(at, "HH:mm:ss");
    }

    /** For lines between days: "today", "Thursday 12 November". */
    public String dayLine(Instant at) {
        LocalDate day = day(at);
        if (day.equals(day(now))) {
            return words.say("time.today");
        }
        if (day.equals(day(now).minusDays(1))) {
            return words.say("time.yesterday");
        }
        String text = written(at, day.getYear() == day(now).getYear() ? "EEEE d MMMM" : "EEEE d MMMM yyyy");
        return capital(text);
    }

    /** Date and exact time, with the zone. */
    public String exactly(Instant at) {
        ZonedDateTime local = at.truncatedTo(ChronoUnit.SECONDS).atZone(zone);
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                        .withLocale(region())
                        .format(local)
                + " (" + zone.getId() + ")";
    }

    public boolean sameDay(Instant one, Instant other) {
        return day(one).equals(day(other));
    }

    private String span(Duration duration) {
        if (duration.toMinutes() < 1) {
            return words.say("time.now");
        }
        if (duration.toHours() < 1) {
            return words.say("time.minutes", duration.toMinutes());
        }
        return duration.toDays() < 1
                ? words.say("time.hours", duration.toHours())
                : words.say("time.days", duration.toDays());
    }

    private String capital(String text) {
        return text.substring(0, 1).toUpperCase(words.locale()) + text.substring(1);
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private String written(Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, region()).format(at.atZone(zone));
    }

    private Locale region() {
        return words.french() ? Locale.FRANCE : Locale.UK;
    }
}
