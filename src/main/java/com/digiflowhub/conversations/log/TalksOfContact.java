package com.digiflowhub.conversations.log;

import com.digiflowhub.contacts.ContactLinks;
import com.digiflowhub.contacts.ContactLinks.Link;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.vocabulary.ContactId;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** From a contact's page to what was said with them. */
@Component
class TalksOfContact {
    private static final int MOST = 20;

    private final JdbcClient sql;

    TalksOfContact(JdbcClient sql) {
        this.sql = sql;
    }

    @Transactional(readOnly = true)
    public List<Link> of(ContactId contact) {
        return sql.sql("""
                select id, last_at from conversations.conversation
                 where workspace_id = tenancy.here() and contact_id = :contact
                 order by last_at desc, id limit :most
                """)
                .param("contact", contact.value())
                .param("most", MOST)
                .query((row, n) -> new Link(
                        "contact.conversation",
                        "message",
                        "/inbox/" + row.getObject("id", UUID.class),
                        Times.read(row, "last_at")))
                .list();
    }

    @Configuration(proxyBeanMethods = false)
    static class OnTheContactsPage {
        @Bean
        ContactLinks conversationsOfContact(TalksOfContact talks) {
            return new ContactLinks(talks::of);
        }
    }
}
