package com.digiflowhub.channels.whatsapp;

import com.digiflowhub.connections.Opened;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts one POST into the shares of the numbers and business accounts it names. A share has the shape of a webhook that carries nothing
 * else, and its changes are the bytes as they came.
 */
final class Parcels {
    private static final String OBJECT = "whatsapp_business_account";
    private static final int MAX_CHANGES = 10_000;

    private Parcels() {}

    static Opened open(byte[] body) {
        try {
            RawJson.Slice whole = RawJson.whole(body);
            if (!whole.isObject()) {
                return new Opened.Unreadable("not an object");
            }
            Map<String, RawJson.Slice> members = RawJson.members(whole);
            if (!OBJECT.equals(text(members, "object").orElse(""))) {
                return new Opened.Unreadable("not about a WhatsApp business account");
            }
            Optional<List<RawJson.Slice>> entries = list(members, "entry");
            return entries.isPresent()
                    ? new Opened.Parcel(parts(entries.get()))
                    : new Opened.Unreadable("without a list of entries");
        } catch (RawJson.Malformed malformed) {
            return new Opened.Unreadable("not JSON: " + malformed.getMessage());
        }
    }

    private static List<Opened.Part> parts(List<RawJson.Slice> entries) throws RawJson.Malformed {
        Map<String, Share> shares = new LinkedHashMap<>();
        int changes = 0;
        for (RawJson.Slice slice : entries) {
            Entry entry = Entry.of(slice);
            for (RawJson.Slice change : entry.changes) {
                shares.computeIfAbsent(account(change).orElse(entry.id), account -> new Share())
                        .add(entry, change);
                if (++changes > MAX_CHANGES) {
                    throw new RawJson.Malformed("more than " + MAX_CHANGES + " changes");
                }
            }
        }
        return shares.entrySet().stream()
                .map(share -> new Opened.Part(share.getKey(), share.getValue().finish()))
                .toList();
    }

    /** The number that a change is about; empty for those about the business account, and for those that make no sense. */
    private static Optional<String> account(RawJson.Slice change) {
        try {
            return member(change, "value")
                    .flatMap(value -> member(value, "metadata"))
                    .flatMap(metadata -> member(metadata, "phone_number_id"))
                    .flatMap(RawJson.Slice::plain);
        } catch (Inside unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<RawJson.Slice> member(RawJson.Slice object, String name) {
        try {
            return object.isObject()
                    ? Optional.ofNullable(RawJson.members(object).get(name))
                    : Optional.empty();
        } catch (RawJson.Malformed malformed) {
            throw new Inside(malformed);
        }
    }

    private static Optional<String> text(Map<String, RawJson.Slice> members, String name) {
        return Optional.ofNullable(members.get(name)).flatMap(RawJson.Slice::plain);
    }

    private static Optional<List<RawJson.Slice>> list(Map<String, RawJson.Slice> members, String name)
            throws RawJson.Malformed {
        RawJson.Slice found = members.get(name);
        return found != null && found.isArray() ? Optional.of(RawJson.elements(found)) : Optional.empty();
    }

    /** A part that is broken inside while the whole is not. */
    private static final class Inside extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Inside(RawJson.Malformed cause) {
            super(cause);
        }
    }

    /** One element of {@code entry}: the business account's id, and the time, as it came. */
    private record Entry(String id, Optional<RawJson.Slice> time, List<RawJson.Slice> changes) {
        static Entry of(RawJson.Slice slice) {
            try {
                Map<String, RawJson.Slice> members = slice.isObject() ? RawJson.members(slice) : Map.of();
                return new Entry(
                        text(members, "id").orElse(""),
                        Optional.ofNullable(members.get("time")),
                        list(members, "changes").orElse(List.of(slice)));
            } catch (RawJson.Malformed broken) {
                return new Entry("", Optional.empty(), List.of(slice));
            }
        }
    }

    /** What one account gets. */
    private static final class Share {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final List<Entry> entries = new ArrayList<>();

        void add(Entry entry, RawJson.Slice change) {
            if (!entries.isEmpty() && entries.getLast().equals(entry)) {
                write(",");
            } else {
                write(entries.isEmpty() ? "{\"object\":\"" + OBJECT + "\",\"entry\":[" : "]},");
                write("{\"id\":\"" + entry.id + "\",");
                entry.time
                        .flatMap(RawJson.Slice::plain)
                        .filter(time -> time.chars().allMatch(Character::isDigit))
                        .ifPresent(time -> write("\"time\":" + time + ","));
                write("\"changes\":[");
                entries.add(entry);
            }
            out.writeBytes(change.raw());
        }

        byte[] finish() {
            write("]}]}");
            return out.toByteArray();
        }

        private void write(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
