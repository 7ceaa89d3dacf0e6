package com.digiflowhub.vocabulary;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The Facts that the modules on board offer; asked for a whole page of people in one statement. */
@Component
public class Facts {
    private final JdbcClient sql;
    private final Map<String, Fact<?>> facts;

    Facts(JdbcClient sql, List<Fact<?>> facts) {
        this.sql = sql;
        this.facts = facts.stream().collect(Collectors.toMap(Fact::name, Function.identity()));
    }

    /** Empty when nobody on board offers the fact. */
    @Transactional(readOnly = true)
    public <T> Map<ContactId, T> of(String name, Class<T> type, Collection<ContactId> contacts) {
        Fact<?> fact = facts.get(name);
        Map<ContactId, T> values = new HashMap<>();
        if (fact == null || contacts.isEmpty()) {
            return values;
        }
        sql.sql(fact.sql())
                .param("contacts", contacts.stream().map(ContactId::value).toArray(UUID[]::new))
                .query(row -> {
                    T value = row.getObject("value", type);
                    if (value != null) {
                        values.put(new ContactId(row.getObject("contact_id", UUID.class)), value);
                    }
                });
        return values;
    }
}
