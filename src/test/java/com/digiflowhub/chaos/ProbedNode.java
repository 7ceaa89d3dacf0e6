package com.digiflowhub.chaos;

import com.digiflowhub.platform.work.Item;
import com.digiflowhub.platform.work.Outcome;
import com.digiflowhub.platform.work.Task;
import com.digiflowhub.testing.Patience;
import com.digiflowhub.testing.TestsStayOut;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole hub, and one kind of work more, whose effect nothing guards but the end of its item: a row without a key. What the hub itself
 * writes is guarded by ids, attempts and epochs besides, so that of two nodes that run one item it would tell nobody.
 */
final class ProbedNode {
    private ProbedNode() {}

    public static void main(String[] arguments) {
        TestsStayOut.startWith(Probe.class, Probe::new, arguments);
    }

    record Due(long n) {}

    private static final class Probe implements Task<Due> {
        /** As long as a provider may take: a node that has it in hand is killed, frozen, or not alone. */
        private static final int LONGEST_MILLIS = 1_500;

        private final JdbcClient sql;

        Probe(JdbcClient sql) {
            this.sql = sql;
        }

        @Override
        public String kind() {
            return Probes.KIND;
        }

        @Override
        public Class<Due> payload() {
            return Due.class;
        }

        /** Alone or with others, as they come. */
        @Override
        public int handful() {
            return 4;
        }

        @Override
        public List<Outcome> run(List<Item<Due>> items) {
            Patience.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_MILLIS)));
            return items.stream().map(this::write).toList();
        }

        private Outcome write(Item<Due> item) {
            return new Outcome.Done(
                    () -> sql.sql("insert into chaos.written (workspace_id, n) values (tenancy.here(), :n)")
                            .param("n", item.payload().n())
                            .update());
        }
    }
}
