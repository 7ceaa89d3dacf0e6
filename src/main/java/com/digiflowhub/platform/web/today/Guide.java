package com.digiflowhub.platform.web.today;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Times;
import java.util.Comparator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The first steps of the workspace in force: what is done is read from how it is, and somebody may put them aside. */
@Component
class Guide {
    private final ObjectProvider<FirstStep> steps;
    private final JdbcClient sql;
    private final HubClock clock;

    Guide(ObjectProvider<FirstStep> steps, JdbcClient sql, HubClock clock) {
        this.steps = steps;
        this.sql = sql;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public GuideView view() {
        return new GuideView(
                steps.stream()
                        .sorted(Comparator.comparingInt(FirstStep::position))
                        .map(step -> new GuideView.Step(
                                step.key(), step.href(), step.done().getAsBoolean()))
                        .toList(),
                aside());
    }

    /** How many are to be done on Today: none once it is put aside. */
    @Transactional(readOnly = true)
    public int open() {
        return aside() ? 0 : view().left();
    }

    @Transactional
    public void putAside(String by) {
        sql.sql("""
                insert into web.guide_aside (workspace_id, put_by, put_at) values (tenancy.here(), :by, :now)
                    on conflict (workspace_id) do nothing
                """).param("by", by).param("now", Times.utc(clock.now())).update();
    }

    @Transactional
    public void takeBack() {
        sql.sql("delete from web.guide_aside where workspace_id = tenancy.here()")
                .update();
    }

    private boolean aside() {
        return sql.sql("select count(*) from web.guide_aside where workspace_id = tenancy.here()")
                        .query(Long.class)
                        .single()
                > 0;
    }
}
