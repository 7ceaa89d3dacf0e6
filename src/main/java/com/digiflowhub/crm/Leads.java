package com.digiflowhub.crm;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.live.Live;
import com.digiflowhub.vocabulary.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The leads of a workspace. A contact has at most one open lead. */
@Component
public class Leads {
    private static final int MOST_SOURCES = 50;

    private final LeadRows rows;
    private final Stages stages;
    private final HubClock clock;
    private final Live live;

    Leads(LeadRows rows, Stages stages, HubClock clock, Live live) {
        this.rows = rows;
        this.stages = stages;
        this.clock = clock;
        this.live = live;
    }

    /** A contact became known: their lead is opened in the first stage. Asked twice, it is opened once. */
    @Transactional
    public void open(Contact contact) {
        if (rows.insert(blank(contact.id(), contact.origin()))) {
            live.changed("lead", contact.id());
        }
    }

    /** One that nobody has written yet. */
    Lead blank(ContactId contact, String source) {
        Instant now = clock.now();
        return new Lead(
                new LeadId(clock.nextId()),
                contact,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                source,
                "",
                Lead.PIPELINE,
                stages.list().getFirst().name(),
                Lead.Status.OPEN,
                0,
                Money.none(),
                Optional.empty(),
                List.of(),
                "{}",
                now,
                now,
                now);
    }

    @Transactional(readOnly = true)
    public Optional<Lead> find(LeadId id) {
        return rows.find(id);
    }

    /** The open lead, else the last one. */
    @Transactional(readOnly = true)
    public Optional<Lead> of(ContactId contact) {
        return rows.of(contact);
    }

    @Transactional(readOnly = true)
    public List<Lead> list(LeadFilter filter, LeadSort sort, Optional<LeadPlace> after, int most) {
        return rows.list(filter, sort, after, most);
    }

    @Transactional(readOnly = true)
    public List<String> sources() {
        return rows.sources(MOST_SOURCES);
    }

    /** The pipeline as it stands: its stages in their order, then what was won and lost; each with its sums and its first leads. */
    @Transactional
    public List<Column> board(LeadFilter filter, LeadSort sort, int mostInAColumn) {
        List<LeadRows.Sum> sums = rows.sums(filter);
        return Place.all(stages.list()).stream()
                .map(place -> new Column(
                        place,
                        sums.stream()
                                .filter(sum -> place.holds(sum.status(), sum.stage()))
                                .map(sum -> Map.entry(sum.count(), sum.value()))
                                .toList(),
                        rows.list(
                                filter.at(place.stage().map(Stage::name), place.status()),
                                sort,
                                Optional.empty(),
                                mostInAColumn)))
                .toList();
    }

    /** One column of the pipeline. {@code sums} has one entry a currency: how many leads, and what they are worth together. */
    public record Column(Place place, List<Map.Entry<Long, Money>> sums, List<Lead> leads) {
        public Column {
            sums = List.copyOf(sums);
            leads = List.copyOf(leads);
        }

        public long count() {
            return sums.stream().mapToLong(Map.Entry::getKey).sum();
        }
    }
}
