package com.digiflowhub.demo.web;

import com.digiflowhub.sandbox.whatsapp.Phone;
import com.digiflowhub.sandbox.whatsapp.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One lead's phone as the page draws it. {@code choices} are the buttons under the last message of the business. */
public record Handset(
        String key,
        String name,
        String number,
        String business,
        boolean typing,
        List<Bubble> bubbles,
        List<Choice> choices) {
    private static final int MOST_BUBBLES = 60;
    /** What has words of its own; anything else is shown by its kind, with a caption when there is one. */
    private static final Set<String> WRITTEN = Set.of("text", "interactive", "button", "reaction");

    public Handset {
        bubbles = List.copyOf(bubbles);
        choices = List.copyOf(choices);
    }

    /** {@code read} only says something of the lead's own messages: the business has opened them. */
    public record Bubble(String id, boolean mine, String kind, String text, boolean read, Instant at) {
        public boolean written() {
            return WRITTEN.contains(kind) && !text.isEmpty();
        }
    }

    /** A button that the business offered. */
    public record Choice(String id, String title) {}

    static Handset of(Phone phone, String business) {
        List<Seen> seen = phone.messages().stream().filter(Handset::visible).toList();
        List<Seen> last = seen.subList(Math.max(0, seen.size() - MOST_BUBBLES), seen.size());
        return new Handset(
                phone.person().number().orElse(phone.person().userId()),
                phone.person().name(),
                phone.person()
                        .number()
                        .map(number -> "+" + number)
                        .orElse(phone.person().userId()),
                business,
                phone.businessIsTyping(),
                last.stream().map(Handset::bubble).toList(),
                seen.isEmpty() || seen.getLast().mine()
                        ? List.of()
                        : offered(seen.getLast().content()));
    }

    public String initial() {
        return business.isEmpty() ? "?" : business.substring(0, business.offsetByCodePoints(0, 1));
    }

    /** What the platform took and then failed to bring never shows on a phone. */
    private static boolean visible(Seen seen) {
        return seen.mine() || seen.tick() != Seen.Tick.FAILED;
    }

    private static Bubble bubble(Seen seen) {
        return new Bubble(seen.id(), seen.mine(), seen.type(), text(seen), seen.tick() == Seen.Tick.READ, seen.at());
    }

    /** A pressed button shows the words that stood on it. */
    private static String text(Seen seen) {
        JsonNode pressed = seen.content().at("/interactive/button_reply/title");
        return pressed.isString() ? pressed.asString("") : seen.text();
    }

    private static List<Choice> offered(JsonNode message) {
        JsonNode action = message.path("interactive").path("action");
        Stream<JsonNode> buttons = action.path("buttons").valueStream().map(button -> button.path("reply"));
        Stream<JsonNode> rows = action.path("sections")
                .valueStream()
                .flatMap(section -> section.path("rows").valueStream());
        return Stream.concat(buttons, rows)
                .map(one -> new Choice(
                        one.path("id").asString(""), one.path("title").asString("")))
                .filter(choice -> !choice.title().isEmpty())
                .toList();
    }
}
