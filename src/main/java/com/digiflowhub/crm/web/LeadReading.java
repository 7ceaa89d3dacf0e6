package com.digiflowhub.crm.web;

import com.digiflowhub.contacts.EmailAddresses;
import com.digiflowhub.contacts.PhoneNumbers;
import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.LeadWriting.Marks;
import com.digiflowhub.crm.Money;
import com.digiflowhub.crm.Stage;
import com.digiflowhub.crm.Stages;
import com.digiflowhub.identity.Members;
import com.digiflowhub.identity.UserId;
import com.digiflowhub.platform.database.Storable;
import com.digiflowhub.platform.web.Carried;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with the members of a lead, or lays them onto one. */
@Component
class LeadReading {
    static final int MOST_TAGS = 50;
    static final int LONGEST_TAG = 60;
    static final int MOST_CUSTOM_FIELDS = 50;
    static final int LONGEST_CUSTOM_FIELDS = 16_384;
    private static final List<String> STATUSES =
            Arrays.stream(Lead.Status.values()).map(Lead.Status::stored).toList();

    private final Stages stages;
    private final Members members;
    private final JsonMapper json;

    LeadReading(Stages stages, Members members, JsonMapper json) {
        this.stages = stages;
        this.members = members;
        this.json = json;
    }

    /** The member at fault, the kind of fault, and what would have been right where that can be told. */
    record Wrong(String member, Kind kind, String right) {}

    enum Kind {
        TOO_LONG,
        CHARACTERS,
        EMAIL,
        PHONE,
        PIPELINE,
        STAGE,
        STATUS,
        VALUE,
        CURRENCY,
        OWNER,
        TAGS,
        CUSTOM_FIELDS,
        NOBODY,
        TAKEN,
        OPEN
    }

    /** The first thing that is wrong whatever the lead it is written into. */
    Optional<Wrong> wrong(LeadMembers given) {
        return Stream.<Optional<Wrong>>of(
                        text("name", given.name()),
                        text("externalId", given.externalId()),
                        text("company", given.company()),
                        text("source", given.source()),
                        text("campaign", given.campaign()),
                        address("email", given.email(), EmailAddresses::canonical, Kind.EMAIL),
                        address("phone", given.phone(), LeadReading::phone, Kind.PHONE),
                        known("pipeline", given.pipeline(), List.of(Lead.PIPELINE), Kind.PIPELINE),
                        stage(given.stage()),
                        known("status", given.status(), STATUSES, Kind.STATUS),
                        amount(given.value(), given.currency()),
                        owner(given),
                        tags(given.tags()),
                        customFields(given.customFields()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The same for one that is to be found or made: somebody must be meant. */
    Optional<Wrong> wrongAsNew(LeadMembers given) {
        return wrong(given)
                .or(() -> Stream.of(given.email(), given.phone(), given.externalId())
                                .allMatch(mark -> mark == null || mark.isBlank())
                        ? Optional.of(new Wrong("email", Kind.NOBODY, ""))
                        : Optional.empty());
    }

    /** For whom a null says nothing. */
    Carried<LeadMembers> withoutNulls(Carried<LeadMembers> carried) {
        Set<String> nulls = json.valueToTree(carried.body()).properties().stream()
                .filter(member -> member.getValue().isNull())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Carried<>(
                carried.body(),
                carried.members().stream().filter(name -> !nulls.contains(name)).collect(Collectors.toSet()));
    }

    Marks marks(LeadMembers given) {
        return new Marks(
                stated(given.email()).flatMap(EmailAddresses::canonical),
                stated(given.phone()).flatMap(LeadReading::phone),
                stated(given.externalId()));
    }

    /** The lead with the carried members in it; they are known to be right but for an amount that its currency cannot hold. */
    Lead onto(Lead lead, Carried<LeadMembers> carried) {
        LeadMembers given = carried.body();
        return new Lead(
                lead.id(),
                lead.contact(),
                carried.has("name") ? words(given.name()) : lead.name(),
                carried.has("email") ? stated(given.email()).flatMap(EmailAddresses::canonical) : lead.email(),
                carried.has("phone") ? stated(given.phone()).flatMap(LeadReading::phone) : lead.phone(),
                carried.has("externalId") ? stated(given.externalId()) : lead.externalId(),
                carried.has("company") ? words(given.company()) : lead.company(),
                carried.has("source") ? words(given.source()) : lead.source(),
                carried.has("campaign") ? words(given.campaign()) : lead.campaign(),
                lead.pipeline(),
                carried.has("stage")
                        ? stated(given.stage())
                                .orElseGet(() -> stages.list().getFirst().name())
                        : lead.stage(),
                carried.has("status")
                        ? stated(given.status()).map(Lead.Status::of).orElse(Lead.Status.OPEN)
                        : lead.status(),
                lead.score(),
                money(lead, carried).orElse(lead.value()),
                carried.has("ownerId") ? Optional.ofNullable(given.ownerId()).map(UserId::new) : lead.owner(),
                carried.has("tags") ? distinct(given.tags()) : lead.tags(),
                carried.has("customFields") ? written(given.customFields()) : lead.customFields(),
                lead.stageSince(),
                lead.createdAt(),
                lead.updatedAt());
    }

    /** Whether the amount fits the currency it would have in this lead. */
    Optional<Wrong> wrongIn(Lead lead, Carried<LeadMembers> carried) {
        return money(lead, carried).isEmpty()
                ? Optional.of(new Wrong(
                        carried.has("value") ? "value" : "currency",
                        Kind.VALUE,
                        currency(lead, carried).getCurrencyCode()))
                : Optional.empty();
    }

    private static Optional<Money> money(Lead lead, Carried<LeadMembers> carried) {
        BigDecimal amount = carried.has("value")
                ? Optional.ofNullable(carried.body().value()).orElse(BigDecimal.ZERO)
                : lead.value().amount();
        return Money.of(amount, currency(lead, carried));
    }

    private static Currency currency(Lead lead, Carried<LeadMembers> carried) {
        return carried.has("currency")
                ? stated(carried.body().currency()).flatMap(Money::currency).orElse(Money.USUAL)
                : lead.value().currency();
    }

    private static Optional<Wrong> text(String member, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.length() > LeadMembers.LONGEST_NAME) {
            return Optional.of(new Wrong(member, Kind.TOO_LONG, String.valueOf(LeadMembers.LONGEST_NAME)));
        }
        return Storable.isLine(text) ? Optional.empty() : Optional.of(new Wrong(member, Kind.CHARACTERS, ""));
    }

    private static Optional<Wrong> address(
            String member, @Nullable String text, Function<String, Optional<String>> canonical, Kind kind) {
        return stated(text)
                .filter(written -> canonical.apply(written).isEmpty())
                .map(bad -> new Wrong(member, kind, ""));
    }

    /** A number that can be dialled from anywhere: without the country nobody knows whose it is. */
    private static Optional<String> phone(String written) {
        String stripped = written.strip();
        boolean international = stripped.matches("(\\+|00)[0-9 ()./\u00a0-]+");
        return international ? PhoneNumbers.canonical(stripped) : Optional.empty();
    }

    private static Optional<Wrong> known(String member, @Nullable String text, List<String> right, Kind kind) {
        return stated(text)
                .filter(word -> !right.contains(word))
                .map(bad -> new Wrong(member, kind, String.join(", ", right)));
    }

    private Optional<Wrong> stage(@Nullable String name) {
        return stated(name).isEmpty()
                ? Optional.empty()
                : known("stage", name, stages.list().stream().map(Stage::name).toList(), Kind.STAGE);
    }

    private static Optional<Wrong> amount(@Nullable BigDecimal value, @Nullable String currency) {
        Optional<Currency> given = stated(currency).flatMap(Money::currency);
        if (stated(currency).isPresent() && given.isEmpty()) {
            return Optional.of(new Wrong("currency", Kind.CURRENCY, ""));
        }
        return Optional.ofNullable(value)
                .filter(amount -> amount.signum() < 0
                        || amount.precision() - amount.scale() > 13
                        || given.filter(known -> Money.of(amount, known).isEmpty())
                                .isPresent())
                .map(bad ->
                        new Wrong("value", Kind.VALUE, given.orElse(Money.USUAL).getCurrencyCode()));
    }

    private Optional<Wrong> owner(LeadMembers given) {
        return Optional.ofNullable(given.ownerId())
                .filter(id -> members.list().stream()
                        .noneMatch(member -> member.user().value().equals(id)))
                .map(bad -> new Wrong("ownerId", Kind.OWNER, ""));
    }

    private static Optional<Wrong> tags(@Nullable List<String> tags) {
        boolean right = tags == null
                || (tags.size() <= MOST_TAGS
                        && tags.stream()
                                .allMatch(tag -> tag != null
                                        && !tag.isBlank()
                                        && tag.length() <= LONGEST_TAG
                                        && Storable.isLine(tag)));
        return right ? Optional.empty() : Optional.of(new Wrong("tags", Kind.TAGS, ""));
    }

    private Optional<Wrong> customFields(@Nullable Map<String, Object> fields) {
        String text = written(fields);
        boolean right = (fields == null || fields.size() <= MOST_CUSTOM_FIELDS)
                && text.length() <= LONGEST_CUSTOM_FIELDS
                && !text.contains("\\u0000")
                && Storable.is(text);
        return right ? Optional.empty() : Optional.of(new Wrong("customFields", Kind.CUSTOM_FIELDS, ""));
    }

    private String written(@Nullable Map<String, Object> fields) {
        return fields == null ? "{}" : json.writeValueAsString(fields);
    }

    private static List<String> distinct(@Nullable List<String> tags) {
        return tags == null
                ? List.of()
                : tags.stream().map(String::strip).distinct().collect(Collectors.toList());
    }

    private static Optional<String> stated(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(words -> !words.isEmpty());
    }

    private static String words(@Nullable String text) {
        return stated(text).orElse("");
    }
}
