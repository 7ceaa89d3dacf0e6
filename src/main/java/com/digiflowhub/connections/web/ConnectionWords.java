package com.digiflowhub.connections.web;

import com.digiflowhub.connections.Finding;
import com.digiflowhub.connections.Standing;
import com.digiflowhub.platform.web.Frame;
import com.digiflowhub.platform.web.Visitor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.util.StringUtils;

/**
 * From a provider's codes to sentences. Each provider brings a file of words; for what stands in none there is a general sentence, so that a
 * new provider, or a new code of an old one, is never shown as nothing.
 */
public record ConnectionWords(Frame frame) {
    public String provider(String key) {
        return frame.words().find("provider." + key + ".name").orElseGet(() -> spaced(key));
    }

    /** What one wants it for. */
    public String purpose(String key) {
        return frame.words().find("provider." + key + ".purpose").orElse("");
    }

    /** How one comes by what the form asks for. */
    public List<String> steps(String key) {
        return java.util.stream.IntStream.rangeClosed(1, 9)
                .mapToObj(n -> frame.words().find("provider." + key + ".step." + n))
                .flatMap(Optional::stream)
                .toList();
    }

    public String icon(String key) {
        return frame.words().find("provider." + key + ".icon").orElse("plug");
    }

    /** The provider's place where one pastes and copies: "Meta". */
    public String console(String key) {
        return frame.words().find("provider." + key + ".console").orElseGet(() -> provider(key));
    }

    public String label(String provider, String field) {
        return frame.words().find("setting." + provider + "." + field).orElseGet(() -> spaced(field));
    }

    public String hint(String provider, String field) {
        return frame.words().find("setting." + provider + "." + field + ".hint").orElse("");
    }

    public String finding(Finding finding) {
        Object[] told = told(finding);
        return frame.words()
                .find("finding." + finding.code(), told)
                .orElseGet(() -> frame.say("finding.unknown", finding.code(), joined(told)));
    }

    /** What to do about it; empty when there is nothing to do. */
    public String remedy(Finding finding) {
        if (finding.verdict() == Finding.Verdict.FINE) {
            return "";
        }
        return frame.words()
                .find("finding." + finding.code() + ".remedy", told(finding))
                .or(() -> frame.words().find("finding." + finding.code()).map(known -> ""))
                .orElseGet(() -> frame.say("finding.unknown.remedy"));
    }

    /** One or two words for beside the name. */
    public String condition(ConnectionView view) {
        return switch (view.condition()) {
            case BROKEN ->
                view.standing()
                        .brokenBecause()
                        .flatMap(reason -> frame.words().find("finding." + reason + ".short"))
                        .orElseGet(() -> frame.say("connection.broken"));
            case WARNED -> frame.say("connection.warned", view.warnings());
            case UNCHECKED -> frame.say("connection.unchecked");
            case PAUSED -> frame.say("connection.paused");
            case WORKING -> frame.say("connection.working");
        };
    }

    /** Why the provider refused our last sends. */
    public String refused(String provider, String reason) {
        return frame.words()
                .find("finding." + reason)
                .or(() -> frame.words().find("failure." + provider + "." + reason))
                .or(() -> frame.words().find("failure." + reason))
                .orElseGet(() -> frame.say("connection.refused-because", provider(provider), reason));
    }

    public String action(String provider, String action) {
        return frame.words()
                .find("action." + provider + "." + action)
                .orElseGet(() -> frame.say("connection.do", action));
    }

    public String news(String provider, Standing.News news) {
        return frame.words()
                .find("news." + provider + "." + news.topic())
                .orElseGet(() -> spaced(news.topic().replace('_', '-')));
    }

    /** "3 min ago", "just now". */
    public String ago(Instant at) {
        String since = frame.moments().since(at);
        return since.equals(frame.say("time.now")) ? frame.say("time.just-now") : frame.say("time.ago", since);
    }

    public String date(Instant at) {
        return date(at.atZone(zone()).toLocalDate());
    }

    private Object[] told(Finding finding) {
        return finding.arguments().stream().map(this::told).toArray();
    }

    /** A provider's dates in the reader's language; everything else as it came. */
    private String told(String argument) {
        if (!argument.matches("\\d{4}-\\d\\d-\\d\\d(T.*)?")) {
            return argument;
        }
        try {
            return argument.length() == 10 ? date(LocalDate.parse(argument)) : date(Instant.parse(argument));
        } catch (DateTimeException noDate) {
            return argument;
        }
    }

    private String date(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(frame.words().french() ? Locale.FRANCE : Locale.UK)
                .format(day);
    }

    private ZoneId zone() {
        return frame.visitor().map(Visitor::zone).orElse(ZoneOffset.UTC);
    }

    private static String joined(Object[] told) {
        return String.join(" ", List.of(told).stream().map(String::valueOf).toList());
    }

    /** {@code phoneId} to "Phone id", {@code google-ads} to "Google ads". */
    private static String spaced(String name) {
        String words =
                name.replaceAll("([a-z])([A-Z])", "$1 $2").replace('-', ' ').toLowerCase(Locale.ROOT);
        return StringUtils.capitalize(words);
    }
}
