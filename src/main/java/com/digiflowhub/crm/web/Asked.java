package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.LeadFilter;
import com.digiflowhub.crm.LeadSort;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.web.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What an address of the pipeline asks for: the same view, as a board or as a table. What makes no sense is left out. */
public record Asked(boolean table, String q, String source, String owner, String status, LeadSort sort) {
    static Asked of(Map<String, String> given) {
        return new Asked(
                given.getOrDefault("view", "").equals("table"),
                text(given, "q"),
                text(given, "source"),
                owner(text(given, "owner")),
                status(text(given, "status")),
                LeadSort.of(text(given, "sort")).orElse(LeadSort.LAST_CHANGED));
    }

    private static String text(Map<String, String> given, String name) {
        String text = given.getOrDefault(name, "").strip();
        return text.length() > LeadMembers.LONGEST_NAME || text.indexOf('\0') >= 0 ? "" : text;
    }

    private static String owner(String text) {
        try {
            return text.isEmpty() ? "" : UUID.fromString(text).toString();
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    private static String status(String text) {
        return text.matches("open|won|lost") ? text : "";
    }

    LeadFilter filter() {
        return new LeadFilter(
                Optional.empty(),
                stated(status).map(Lead.Status::of),
                stated(source),
                stated(owner).map(UUID::fromString).map(UserId::new),
                Optional.empty(),
                Optional.empty(),
                stated(q));
    }

    /** Whether some leads may be left out. */
    public boolean filtered() {
        return !(q + source + owner + status).isEmpty();
    }

    public Asked asTable(boolean wanted) {
        return new Asked(wanted, q, source, owner, status, sort);
    }

    public Asked unfiltered() {
        return new Asked(table, "", "", "", "", sort);
    }

    /** With its question mark; empty for the usual view. */
    public String query() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("view", table ? "table" : "");
        parts.put("q", q);
        parts.put("source", source);
        parts.put("owner", owner);
        parts.put("status", status);
        parts.put("sort", sort == LeadSort.LAST_CHANGED ? "" : sort.key());
        return Query.of(parts);
    }

    private static Optional<String> stated(String text) {
        return Optional.of(text).filter(words -> !words.isEmpty());
    }
}
