package com.digiflowhub.credits.web;

import com.digiflowhub.credits.Credits;
import com.digiflowhub.credits.Standing;
import com.digiflowhub.platform.ledger.Entry;
import com.digiflowhub.platform.web.Describe;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What programs read about credits. Amounts are in credits, with at most one digit behind the point. */
final class CreditShapes {
    private static final double TENTHS = 10.0;

    private CreditShapes() {}

    @Describe("How the workspace stands with its credits.")
    record CreditsShape(
            @Describe(value = "What is left.", example = "99.8")
            double balance,

            @Describe("Set aside for analyses that are being made.")
            double reserved,

            @Describe("True when nothing is counted.") boolean unlimited,

            @Describe("True when leads are scored by rule because the balance covers no analysis.")
            boolean usedUp,

            @Describe(value = "What one analysis costs.", example = "0.2")
            double analysis,

            double usedLast7Days,

            @Describe("At the rate of the last seven days; null when nothing was used in them.") @Nullable
            Long daysLeft,

            @Describe("On average over the last 30 days; null when there was none.") @Nullable
            Double costPerConversation) {
        static CreditsShape of(Standing standing) {
            return new CreditsShape(
                    credits(standing.left()),
                    credits(standing.reserved()),
                    standing.unlimited(),
                    standing.usedUp(),
                    credits(Credits.ANALYSIS),
                    credits(standing.usedIn7Days()),
                    standing.daysLeft().isPresent()
                            ? Long.valueOf(standing.daysLeft().getAsLong())
                            : null,
                    standing.aConversation().isPresent()
                            ? Double.valueOf(standing.aConversation().getAsDouble())
                            : null);
        }
    }

    @Describe("A change of the balance; never changed once written.")
    record CreditEntryShape(
            UUID id,

            @Describe(value = "Positive for what came in, negative for what was spent.", example = "-0.2")
            double amount,

            @Describe(
                    value = "What it was for.",
                    oneOf = {"start", "grant", "analysis"})
            String kind,

            @Describe("What the owner said about a grant.") String reason,
            @Describe("Who granted it.") @Nullable UUID userId,

            @Describe("The conversation that was analysed.") @Nullable
            UUID conversationId,

            Instant createdAt) {
        static CreditEntryShape of(Entry entry) {
            return new CreditEntryShape(
                    entry.id(),
                    credits(Credits.signed(entry)),
                    entry.words().why(),
                    entry.words().note(),
                    entry.words().by().orElse(null),
                    entry.words().subject().orElse(null),
                    entry.at());
        }
    }

    @Describe("Credits to add, or whether to count at all.")
    record NewGrant(
            @Describe(
                    value = "Credits to add: above 0, at most 1000000, at most one digit behind the point.",
                    example = "50")
            @Nullable
            Double amount,

            @Describe("True: nothing is counted from now on. False: it is counted again.") @Nullable
            Boolean unlimited,

            @Describe(value = "Why, for whoever reads the entries later.", example = "\"November\"")
            @NotBlank
            @Size(max = 200)
            String reason) {}

    static double credits(long tenths) {
        return tenths / TENTHS;
    }

    /** In tenths; empty for what is no amount to add. */
    static Optional<Long> tenths(double credits) {
        double tenths = credits * TENTHS;
        long whole = Math.round(tenths);
        boolean exact = Math.abs(tenths - whole) < 1e-6;
        return exact && whole > 0 && whole <= 10_000_000 ? Optional.of(whole) : Optional.empty();
    }
}
