package com.digiflowhub.conversations.web;

import com.digiflowhub.conversations.log.ConversationLists.Choice;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import com.digiflowhub.platform.web.Query;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the address of the inbox asks for: which list, which words, how far down. Links and back lead to the same again. */
public record Asked(Choice choice, String words, Optional<UUID> after, int rows) {
    static final int PAGE = Listing.USUAL;
    private static final int MOST_ROWS = 500;
    private static final int MOST_WORDS = 200;

    /** {@code rows} is how many the page shows already, so that a renewal takes none away. */
    static Asked of(@Nullable String show, @Nullable String q, @Nullable String cursor, @Nullable Integer rows) {
        return new Asked(
                show == null || show.isEmpty() ? Choice.OPEN : choice(show),
                Query.words(q, MOST_WORDS),
                Optional.ofNullable(cursor).map(Listing::cursor),
                Math.clamp(rows == null ? PAGE : rows, PAGE, MOST_ROWS));
    }

    public boolean searching() {
        return !words.isEmpty();
    }

    public boolean shows(String name) {
        return !searching() && name(choice).equals(name);
    }

    public String list(String show) {
        return "/inbox" + query(show.equals("open") ? "" : show, "", "");
    }

    /** The list as it is, without an open conversation. */
    public String list() {
        return "/inbox" + query();
    }

    public String conversation(UUID id) {
        return "/inbox/" + id + query();
    }

    public String act(UUID id, String verb) {
        return "/inbox/" + id + "/" + verb + query();
    }

    public String from(String place, UUID cursor) {
        return place + query(shown(), words, cursor.toString());
    }

    /** Which list, as a question mark and what follows; empty for the usual one. */
    public String query() {
        return query(shown(), words, "");
    }

    private String shown() {
        return choice == Choice.OPEN ? "" : name(choice);
    }

    private static String query(String show, String words, String cursor) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("show", show);
        parts.put("q", words);
        parts.put("cursor", cursor);
        return Query.of(parts);
    }

    private static String name(Choice choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static Choice choice(String show) {
        return Choice.named(show)
                .orElseThrow(() -> Problem.invalid("show", "show must be open, mine, assistant, closed or all."));
    }
}
