package com.digiflowhub.bench;

import com.digiflowhub.HubApplication;
import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.testing.TestsStayOut;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole hub, and one kind of work more: it writes one row. */
final class TimersNode {
    static final String KIND = "bench-timer";

    private TimersNode() {}

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(HubApplication.class)
                .initializers(TimersNode::furnish)
                .run(arguments);
    }

    private static void furnish(ConfigurableApplicationContext starting) {
        GenericApplicationContext registry = (GenericApplicationContext) starting;
        registry.getBeanFactory().registerSingleton("testsStayOut", new TestsStayOut());
        registry.registerBean("benchTimer", Timer.class, () -> new Timer(registry.getBean("app", JdbcClient.class)));
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
        public List<Outcome> run(List<Item<Due>> items) {
            return items.stream().map(this::write).toList();
        }

        private Outcome write(Item<Due> item) {
            return new Outcome.Done(() -> sql.sql(
                            "insert into bench.written (workspace_id, n, lane) values (tenancy.here(), :n, :lane)")
                    .param("n", item.payload().n())
                    .param("lane", item.lane())
                    .update());
        }
    }
}
