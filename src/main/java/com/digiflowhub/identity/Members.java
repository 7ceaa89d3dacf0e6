package com.digiflowhub.identity;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The team of the workspace in force. */
@Component
public class Members {
    private final JdbcClient sql;

    Members(JdbcClient sql) {
        this.sql = sql;
    }

    /** One of the team. */
    public record Member(UserId user, String name, String email, Role role) {}

    @Transactional(readOnly = true)
    public List<Member> list() {
        return sql.sql("""
                select u.id, u.name, u.email, m.role from identity.member m join identity.hub_user u on u.id = m.user_id
                 where m.workspace_id = tenancy.here() order by u.name, u.id
                """)
                .query((row, n) -> new Member(
                        new UserId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("email"),
                        Role.valueOf(row.getString("role"))))
                .list();
    }
}
