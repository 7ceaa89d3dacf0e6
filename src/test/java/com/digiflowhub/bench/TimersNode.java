package com.digiflowhub.bench;

import com.digiflowhub.platform.work.Effect;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.testing.TestsStayOut;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole hub, and one kind of work more: it writes one row. */
final class TimersNode {
    static final String KIND = "bench-timer";

    private TimersNode() {}

    public static void main(String[] arguments) {
        TestsStayOut.startWith(Timer.class, Timer::new, arguments);
    }

    record Due(long n) {}

    /** What every due item of the bench is. */
    private static final class Timer implements Task<Due> {
        private final JdbcClient sql;

        Timer(JdbcClient sql) {
            this.sql = sql;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Class<Due> payload() {
            return Due.class;
        }

        @Override
        public int handful() {
            return 100;
        }

        @Override
        public List<Outcome> run(List<Item<Due>> items) {
            Effect rows = () -> sql.sql("""
                    insert into bench.written (workspace_id, n, lane)
                    select tenancy.here(), n, lane from unnest(:ns::bigint[], :lanes::uuid[]) as w (n, lane)
                    """)
                    .param("ns", items.stream().map(item -> item.payload().n()).toArray(Long[]::new))
                    .param("lanes", items.stream().map(Item::lane).toArray(UUID[]::new))
                    .update();
            return items.stream().<Outcome>map(item -> new Outcome.Done(rows)).toList();
        }
    }
}
