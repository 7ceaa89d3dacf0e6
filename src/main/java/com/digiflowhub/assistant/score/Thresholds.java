package com.digiflowhub.assistant.score;

import com.digiflowhub.vocabulary.ContactId;
import com.digiflowhub.vocabulary.Happenings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** From which score on a lead is warm or hot in this workspace, and who is told when one becomes it. */
@Component
public class Thresholds {
    private static final Levels USUAL = new Levels(40, 70);

    private final JdbcClient sql;
    private final Happenings happenings;

    Thresholds(JdbcClient sql, Happenings happenings) {
        this.sql = sql;
        this.happenings = happenings;
    }

    /** {@code warm} is below {@code hot}; both 1 to 100. */
    public record Levels(int warm, int hot) {
        public boolean sound() {
            return warm >= 1 && warm < hot && hot <= 100;
        }
    }

    @Transactional(readOnly = true)
    public Levels levels() {
        Map<String, Integer> set = new HashMap<>();
        sql.sql("select level, from_score from assistant.threshold where workspace_id = tenancy.here()")
                .query(row -> {
                    set.put(row.getString("level"), row.getInt("from_score"));
                });
        return new Levels(set.getOrDefault("warm", USUAL.warm()), set.getOrDefault("hot", USUAL.hot()));
    }

    @Transactional
    public void set(Levels levels) {
        set("warm", levels.warm());
        set("hot", levels.hot());
    }

    /** In the transaction that writes the score. */
    void crossed(ContactId contact, OptionalInt before, int now) {
        happenings.tell(crossings(levels(), contact, before, now));
    }

    /** Only what is crossed upward. */
    static List<ScoreReached> crossings(Levels levels, ContactId contact, OptionalInt before, int now) {
        List<ScoreReached> reached = new ArrayList<>();
        if (levels.warm() <= now && before.orElse(0) < levels.warm()) {
            reached.add(new ScoreReached(contact, ScoreReached.Level.WARM, now));
        }
        if (levels.hot() <= now && before.orElse(0) < levels.hot()) {
            reached.add(new ScoreReached(contact, ScoreReached.Level.HOT, now));
        }
        return reached;
    }

    private void set(String level, int from) {
        sql.sql("""
                insert into assistant.threshold (workspace_id, level, from_score) values (tenancy.here(), :level, :from)
                    on conflict (workspace_id, level) do update set from_score = excluded.from_score
                """).param("level", level).param("from", from).update();
    }
}
