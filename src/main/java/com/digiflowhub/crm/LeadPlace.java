package com.digiflowhub.crm;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Behind which lead a list goes on: its id and what it was placed by, so that a lead that changes meanwhile moves nobody's page. */
public record LeadPlace(String place, LeadId lead) {
    public String cursor(LeadSort sort) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((lead + sort.key() + " " + place).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for what we never gave out, and for another order's. */
    public static Optional<LeadPlace> read(String cursor, LeadSort sort) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String head = sort.key() + " ";
            if (text.length() < 36 || !text.startsWith(head, 36)) {
                return Optional.empty();
            }
            String place = text.substring(36 + head.length());
            return Optional.of(new LeadPlace(place, new LeadId(UUID.fromString(text.substring(0, 36)))))
                    .filter(read -> sort.holds(read.place()));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
