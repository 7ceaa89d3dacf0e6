package com.digiflowhub.credits.web;

import com.digiflowhub.credits.Credits;
import com.digiflowhub.credits.web.CreditShapes.CreditEntryShape;
import com.digiflowhub.credits.web.CreditShapes.CreditsShape;
import com.digiflowhub.credits.web.CreditShapes.NewGrant;
import com.digiflowhub.identity.SignedIn;
import com.digiflowhub.platform.ledger.Entry;
import com.digiflowhub.platform.web.Describe;
import com.digiflowhub.platform.web.Listing;
import com.digiflowhub.platform.web.Problem;
import jakarta.validation.Valid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Credits for programs. */
@RestController
@RequestMapping("/api/credits")
class CreditsApi {
    private final Credits credits;

    CreditsApi(Credits credits) {
        this.credits = credits;
    }

    @Describe(
            value = "Read the credits",
            more =
                    "One analysis of one lead costs 0.2, once for a burst of messages; a reply costs nothing. At zero leads are scored by rule.")
    @GetMapping
    CreditsShape now() {
        return CreditsShape.of(credits.standing());
    }

    @Describe(
            value = "Add credits, or count no more",
            more = "Owners only. Carries an amount, or unlimited, or both; answers how the workspace stands then.",
            refusals = "forbidden")
    @PostMapping("/grants")
    @ResponseStatus(HttpStatus.CREATED)
    CreditsShape grant(@Valid @RequestBody NewGrant wanted, SignedIn who) {
        who.requireOwner();
        if (wanted.amount() == null && wanted.unlimited() == null) {
            throw Problem.invalid("amount", "amount must be there, or unlimited.");
        }
        Optional<Long> tenths = Optional.ofNullable(wanted.amount())
                .map(amount -> CreditShapes.tenths(amount)
                        .orElseThrow(() -> Problem.invalid(
                                "amount",
                                "amount must be above 0, at most 1000000, with at most one digit behind the point.")));
        tenths.ifPresent(amount -> credits.grant(amount, wanted.reason().strip(), who.user()));
        Optional.ofNullable(wanted.unlimited()).ifPresent(credits::setUnlimited);
        return CreditsShape.of(credits.standing());
    }

    @Describe(value = "List the changes of the balance", more = "Newest first.")
    @GetMapping("/entries")
    Listing<CreditEntryShape> entries(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Listing.limit(limit);
        return Listing.of(
                credits.entries(Optional.ofNullable(cursor).map(Listing::cursor), most + 1),
                most,
                Entry::id,
                CreditEntryShape::of);
    }
}
