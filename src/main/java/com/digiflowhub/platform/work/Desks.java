package com.digiflowhub.platform.work;

import com.digiflowhub.platform.tenancy.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens the desk at which a new workspace's work will be done. */
@Component
public class Desks {
    private final JdbcClient sql;

    Desks(JdbcClient sql) {
        this.sql = sql;
    }

    /** In the transaction that creates the workspace. */
    public void open(WorkspaceId workspace) {
        sql.sql("insert into work.desk (workspace_id) values (:workspace)")
                .param("workspace", workspace.value())
                .update();
    }
}
