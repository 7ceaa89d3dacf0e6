package com.digiflowhub.sandbox.whatsapp;

import com.digiflowhub.sandbox.whatsapp.Seen.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The phone of a person who writes to the business, and everything that is seen on it. */
public final class Phone {

    private static final Duration TYPING = Duration.ofSeconds(25);
    private static final int MAX_SEEN = 5_000;

    private final WhatsApp whatsApp;
    private final Person person;
    private final List<Seen> seen = new ArrayList<>();
    private Instant typingUntil = Instant.EPOCH;
    private volatile boolean givesReceipts = true;

    /** Who holds it: number without {@code +}; whoever hides the number is known by the user id alone. */
    public record Person(Optional<String> number, String userId, String name) {
        ObjectNode contact() {
            var contact = JsonMapper.shared().createObjectNode();
            contact.putObject("profile").put("name", name);
            number.ifPresent(value -> contact.put("wa_id", value));
            return contact.put("user_id", userId);
        }

        String key() {
            return number.orElse(userId);
        }
    }

    Phone(WhatsApp whatsApp, Person person) {
        this.whatsApp = whatsApp;
        this.person = person;
    }

    public Person person() {
        return person;
    }

    /** Sends a text to the business; the id it got. */
    public String writes(String text) {
        var message = JsonMapper.shared().createObjectNode().put("type", "text");
        message.putObject("text").put("body", text);
        return sends(message);
    }

    /** Sends any message: an object with {@code type} and what belongs to it; id, sender and time are filled in. */
    public String sends(JsonNode message) {
        if (!message.isObject() || !message.path("type").isString()) {
            throw new IllegalArgumentException("A message is an object with a type");
        }
        var content = (ObjectNode) message.deepCopy();
        var id = content.path("id").asString(Ids.message());
        var now = Instant.now();
        var type = content.path("type").asString("");
        content.put("id", id).put("timestamp", Long.toString(now.getEpochSecond()));
        person.number().ifPresent(number -> content.put("from", number));
        content.put("from_user_id", person.userId());
        add(new Seen(id, true, type, Seen.textOf(type, content), content, now, Tick.SENT));
        whatsApp.inbound(this, content);
        return id;
    }

    /** Puts words on the phone that were said before the sandbox ran; nobody is told of them. */
    public void remembers(String id, boolean mine, String text, Instant at) {
        var content = JsonMapper.shared().createObjectNode().put("type", "text");
        content.putObject("text").put("body", text);
        add(new Seen(id, mine, "text", text, content, at, Tick.READ));
    }

    /** Everything, in the order in which it came to this phone. */
    public synchronized List<Seen> messages() {
        return List.copyOf(seen);
    }

    /** What the business sent, in order. */
    public List<Seen> received() {
        return messages().stream().filter(message -> !message.mine()).toList();
    }

    public boolean businessRead(String id) {
        return messages().stream().anyMatch(message -> message.id().equals(id) && message.tick() == Tick.READ);
    }

    public synchronized boolean businessIsTyping() {
        return Instant.now().isBefore(typingUntil);
    }

    /** A person may hide that messages were read; then no status {@code read} comes. */
    public void givesReceipts(boolean yes) {
        this.givesReceipts = yes;
    }

    boolean givesReceipts() {
        return givesReceipts;
    }

    synchronized void receives(String id, JsonNode message) {
        typingUntil = Instant.EPOCH;
        var type = message.path("type").asString("text");
        add(new Seen(id, false, type, Seen.textOf(type, message), message, Instant.now(), Tick.ACCEPTED));
    }

    synchronized void ticks(String id, Tick tick) {
        seen.replaceAll(message ->
                message.id().equals(id) && message.tick().compareTo(tick) < 0 ? message.with(tick) : message);
    }

    synchronized boolean owns(String id) {
        return seen.stream().anyMatch(message -> message.mine() && message.id().equals(id));
    }

    /** Marks this message and one's earlier ones, as the platform does. */
    synchronized void businessReads(String id, boolean typing) {
        if (typing) {
            typingUntil = Instant.now().plus(TYPING);
        }
        var last = seen.stream().map(Seen::id).toList().indexOf(id);
        for (var index = 0; index <= last; index++) {
            if (seen.get(index).mine()) {
                seen.set(index, seen.get(index).with(Tick.READ));
            }
        }
    }

    private synchronized void add(Seen message) {
        if (seen.size() == MAX_SEEN) {
            seen.removeFirst();
        }
        seen.add(message);
    }
}
