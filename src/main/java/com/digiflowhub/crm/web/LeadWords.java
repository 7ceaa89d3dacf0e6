package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.Leads;
import com.digiflowhub.crm.Money;
import com.digiflowhub.crm.Place;
import com.digiflowhub.identity.Members;
import com.digiflowhub.identity.User;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.web.Frame;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Leads in words. The usual stages have words in both languages; a workspace's own are shown as it wrote them. */
public record LeadWords(Frame frame, List<Members.Member> members) {
    /** An open lead that has not moved for so long is stuck. */
    private static final Duration STUCK_AFTER = Duration.ofDays(14);

    public LeadWords {
        members = List.copyOf(members);
    }

    public String stage(String name) {
        return frame.words().find("crm.stage." + name).orElse(name);
    }

    public String place(Place place) {
        return place.stage()
                .map(stage -> stage(stage.name()))
                .orElseGet(() -> frame.say("crm.status." + place.status().stored()));
    }

    public String place(Lead lead) {
        return lead.status() == Lead.Status.OPEN
                ? stage(lead.stage())
                : frame.say("crm.status." + lead.status().stored());
    }

    /** Without decimals where there are none to tell. */
    public String amount(Money money) {
        NumberFormat format = NumberFormat.getCurrencyInstance(frame.words().french() ? Locale.FRANCE : Locale.UK);
        format.setCurrency(money.currency());
        boolean whole = money.amount().stripTrailingZeros().scale() <= 0;
        int digits = whole ? 0 : money.currency().getDefaultFractionDigits();
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(money.amount());
    }

    /** One amount a currency, the greatest first. */
    public String sum(Leads.Column column) {
        String all = column.sums().stream()
                .map(Map.Entry::getValue)
                .filter(money -> money.minor() > 0)
                .map(this::amount)
                .collect(Collectors.joining(" + "));
        return all.isEmpty() ? amount(Money.none()) : all;
    }

    public String typed(Money money) {
        String plain = money.amount().toPlainString();
        return frame.words().french() ? plain.replace('.', ',') : plain;
    }

    /** What the fields of the lead's form hold. */
    public Map<String, String> typed(Lead lead, List<Place> places) {
        Map<String, String> typed = new HashMap<>();
        typed.put("name", lead.name());
        typed.put("email", lead.email().orElse(""));
        typed.put("phone", lead.phone().orElse(""));
        typed.put("company", lead.company());
        typed.put("source", lead.source());
        typed.put("campaign", lead.campaign());
        typed.put("externalId", lead.externalId().orElse(""));
        typed.put("tags", String.join(", ", lead.tags()));
        typed.put("value", typed(lead.value()));
        typed.put("currency", lead.value().currency().getCurrencyCode());
        typed.put("ownerId", lead.owner().map(UserId::toString).orElse(""));
        places.stream()
                .filter(place -> place.holds(lead))
                .findFirst()
                .ifPresent(place -> typed.put("place", place.key()));
        return typed;
    }

    public String owner(Optional<UserId> owner) {
        return owner.flatMap(id -> members.stream()
                        .filter(member -> member.user().equals(id))
                        .findFirst())
                .map(Members.Member::name)
                .orElse("");
    }

    public String initials(Optional<UserId> owner) {
        String name = owner(owner);
        return name.isEmpty() ? "" : User.initials(name);
    }

    /** What it came by, as a channel or an origin is called. */
    public String source(Lead lead) {
        return source(lead.source());
    }

    public String source(String source) {
        return frame.words()
                .find("contact.origin." + source)
                .or(() -> frame.words().find("provider." + source + ".name"))
                .orElse(source);
    }

    public boolean stuck(Lead lead, Instant now) {
        return lead.status() == Lead.Status.OPEN
                && lead.stageSince().plus(STUCK_AFTER).isBefore(now);
    }
}
