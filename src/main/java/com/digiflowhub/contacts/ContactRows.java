package com.digiflowhub.contacts;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.vocabulary.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The statements of contacts and their addresses. */
@Component
class ContactRows {
    private static final String WITH_ADDRESSES = """
            select c.id, c.name, c.origin, c.score, c.sentiment, c.created_at, a.kind, a.value, a.as_written
              from contacts.contact c
              left join contacts.address a on a.workspace_id = c.workspace_id and a.contact_id = c.id
            """;

    private final JdbcClient sql;
    private final HubClock clock;

    ContactRows(JdbcClient sql, HubClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Optional<ContactId> findByAddresses(List<PersonAddress> addresses) {
        return owners(addresses).findFirst();
    }

    ContactId add(ContactId id, String name, String origin) {
        sql.sql("""
                insert into contacts.contact (workspace_id, id, person_id, name, origin, created_at, updated_at)
                values (tenancy.here(), :id, :id, :name, :origin, :now, :now)
                """)
                .param("id", id.value())
                .param("name", name)
                .param("origin", origin)
                .param("now", Times.utc(clock.now()))
                .update();
        return id;
    }

    /** What is somebody else's stays theirs. */
    void addAddresses(ContactId contact, List<PersonAddress> addresses) {
        sql.sql("""
                insert into contacts.address (workspace_id, kind, value, contact_id, as_written, created_at)
                select tenancy.here(), kind, value, :contact, as_written, :now
                  from unnest(:kinds::text[], :values::text[], :written::text[]) as wanted (kind, value, as_written)
                 order by kind, value
                    on conflict (workspace_id, kind, value) do nothing
                """)
                .param("contact", contact.value())
                .param("kinds", kinds(addresses))
                .param("values", values(addresses))
                .param(
                        "written",
                        addresses.stream().map(PersonAddress::asWritten).toArray(String[]::new))
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** Somebody besides this contact who has one of the addresses. */
    Optional<ContactId> findOther(ContactId contact, List<PersonAddress> addresses) {
        return owners(addresses).filter(owner -> !owner.equals(contact)).findFirst();
    }

    /** In the order of their addresses. Asked for by pairs and not by arrays, for which PostgreSQL would plan anew each time. */
    private Stream<ContactId> owners(List<PersonAddress> addresses) {
        if (addresses.isEmpty()) {
            return Stream.empty();
        }
        Map<List<String>, ContactId> owners = new HashMap<>();
        sql.sql("""
                select a.kind, a.value, a.contact_id from contacts.address a
                 where a.workspace_id = tenancy.here() and (a.kind, a.value) in (:wanted)
                """)
                .param(
                        "wanted",
                        addresses.stream()
                                .map(address -> new Object[] {address.kind().stored(), address.value()})
                                .toList())
                .query(row -> {
                    owners.put(
                            List.of(row.getString("kind"), row.getString("value")),
                            new ContactId(row.getObject("contact_id", UUID.class)));
                });
        return addresses.stream()
                .flatMap(address ->
                        Stream.ofNullable(owners.get(List.of(address.kind().stored(), address.value()))));
    }

    /** A contact that nobody has seen yet goes; its addresses are the other's from now on. */
    void giveWay(ContactId unseen, ContactId other) {
        sql.sql("""
                update contacts.address set contact_id = :other
                 where workspace_id = tenancy.here() and contact_id = :unseen
                """)
                .param("other", other.value())
                .param("unseen", unseen.value())
                .update();
        sql.sql("delete from contacts.contact where workspace_id = tenancy.here() and id = :unseen")
                .param("unseen", unseen.value())
                .update();
    }

    void nameIfNameless(ContactId contact, String name) {
        sql.sql("""
                update contacts.contact set name = :name, updated_at = :now
                 where workspace_id = tenancy.here() and id = :contact and name = ''
                """)
                .param("contact", contact.value())
                .param("name", name)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    OptionalInt judged(ContactId contact, int score, String sentiment) {
        return sql.sql("""
                update contacts.contact c set score = :score, sentiment = :sentiment, scored_at = :now, updated_at = :now
                  from (select b.id, b.score from contacts.contact b
                         where b.workspace_id = tenancy.here() and b.id = :contact for no key update) before
                 where c.workspace_id = tenancy.here() and c.id = before.id
                returning before.score
                """)
                .param("contact", contact.value())
                .param("score", score)
                .param("sentiment", sentiment)
                .param("now", Times.utc(clock.now()))
                .query((row, n) -> {
                    int before = row.getInt(1);
                    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(before);
                })
                .optional()
                .orElse(OptionalInt.empty());
    }

    void rename(ContactId contact, String name) {
        sql.sql("""
                update contacts.contact set name = :name, updated_at = :now
                 where workspace_id = tenancy.here() and id = :contact
                """)
                .param("contact", contact.value())
                .param("name", name)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** Of its kind the first one named from now on. */
    void prefer(ContactId contact, PersonAddress address) {
        sql.sql("""
                update contacts.address set preferred = (value = :value)
                 where workspace_id = tenancy.here() and contact_id = :contact and kind = :kind
                """)
                .param("contact", contact.value())
                .param("kind", address.kind().stored())
                .param("value", address.value())
                .update();
    }

    void takeAway(ContactId contact, PersonAddress.Kind kind) {
        sql.sql(
                        "delete from contacts.address where workspace_id = tenancy.here() and contact_id = :contact and kind = :kind")
                .param("contact", contact.value())
                .param("kind", kind.stored())
                .update();
    }

    /** Not as a list of one, for which PostgreSQL would plan anew each time. */
    Optional<Contact> find(ContactId contact) {
        return collect(sql.sql(WITH_ADDRESSES + """
                 where c.workspace_id = tenancy.here() and c.id = :contact
                 order by a.kind desc, a.preferred desc, a.value
                """).param("contact", contact.value())).stream()
                .findFirst();
    }

    List<Contact> list(Collection<ContactId> contacts) {
        return collect(sql.sql(WITH_ADDRESSES + """
                 where c.workspace_id = tenancy.here() and c.id = any (:contacts::uuid[])
                 order by c.created_at desc, c.id desc, a.kind desc, a.preferred desc, a.value
                """)
                .param("contacts", contacts.stream().map(ContactId::value).toArray(UUID[]::new)));
    }

    List<Contact> newest(Optional<ContactId> after, int most) {
        List<ContactId> page = sql.sql("""
                select c.id from contacts.contact c
                 where c.workspace_id = tenancy.here()
                   and (:after::uuid is null or (c.created_at, c.id) < (
                        select p.created_at, p.id from contacts.contact p
                         where p.workspace_id = tenancy.here() and p.id = :after::uuid))
                 order by c.created_at desc, c.id desc limit :most
                """)
                .param("after", after.map(ContactId::value).orElse(null))
                .param("most", most)
                .query((row, n) -> new ContactId(row.getObject(1, UUID.class)))
                .list();
        return list(page);
    }

    List<ContactId> search(String words, Optional<ContactId> after, int most) {
        return sql.sql("select * from contacts.search(:words, :after::uuid, :most)")
                .param("words", words)
                .param("after", after.map(ContactId::value).orElse(null))
                .param("most", most)
                .query((row, n) -> new ContactId(row.getObject(1, UUID.class)))
                .list();
    }

    private static List<Contact> collect(JdbcClient.StatementSpec statement) {
        Map<UUID, Contact> contacts = new LinkedHashMap<>();
        Map<UUID, List<PersonAddress>> addresses = new LinkedHashMap<>();
        statement.query(row -> {
            UUID id = row.getObject("id", UUID.class);
            contacts.computeIfAbsent(id, key -> readUnchecked(row));
            if (row.getString("kind") != null) {
                addresses.computeIfAbsent(id, key -> new ArrayList<>()).add(address(row));
            }
        });
        return contacts.values().stream()
                .map(contact ->
                        with(contact, addresses.getOrDefault(contact.id().value(), List.of())))
                .toList();
    }

    private static Contact with(Contact contact, List<PersonAddress> addresses) {
        return new Contact(
                contact.id(),
                contact.name(),
                addresses,
                contact.score(),
                contact.sentiment(),
                contact.origin(),
                contact.createdAt());
    }

    private static Contact readUnchecked(ResultSet row) {
        try {
            int score = row.getInt("score");
            OptionalInt known = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(score);
            return new Contact(
                    new ContactId(row.getObject("id", UUID.class)),
                    row.getString("name"),
                    List.of(),
                    known,
                    Optional.ofNullable(row.getString("sentiment")),
                    row.getString("origin"),
                    Times.read(row, "created_at"));
        } catch (SQLException failure) {
            throw new IllegalStateException("a contact's row cannot be read", failure);
        }
    }

    private static PersonAddress address(ResultSet row) throws SQLException {
        return new PersonAddress(
                PersonAddress.Kind.of(row.getString("kind")), row.getString("value"), row.getString("as_written"));
    }

    private static String[] kinds(List<PersonAddress> addresses) {
        return addresses.stream().map(address -> address.kind().stored()).toArray(String[]::new);
    }

    private static String[] values(List<PersonAddress> addresses) {
        return addresses.stream().map(PersonAddress::value).toArray(String[]::new);
    }
}
