package com.digiflowhub.crm;

import com.digiflowhub.platform.database.HubClock;
import com.digiflowhub.platform.database.Locks;
import com.digiflowhub.platform.database.Storable;
import com.digiflowhub.platform.database.Times;
import com.digiflowhub.platform.live.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The stages of the workspace's pipeline, its own to name and order. A workspace that was just made gets the usual ones at the first look. */
@Component
public class Stages {
    public static final int MOST = 20;
    public static final int LONGEST_NAME = 60;
    static final List<String> USUAL = List.of(Lead.FIRST_STAGE, "contacted", "qualified", "appointment");

    private final JdbcClient sql;
    private final Locks locks;
    private final HubClock clock;
    private final Live live;

    Stages(JdbcClient sql, Locks locks, HubClock clock, Live live) {
        this.sql = sql;
        this.locks = locks;
        this.clock = clock;
        this.live = live;
    }

    /** In their order; never none. */
    @Transactional
    public List<Stage> list() {
        List<Stage> stages = read("order by position, name");
        if (!stages.isEmpty()) {
            return stages;
        }
        locks.hold("stages");
        if (read("").isEmpty()) {
            USUAL.forEach(name -> insert(name, USUAL.indexOf(name) + 1));
        }
        return read("order by position, name");
    }

    @Transactional
    public Optional<Stage> find(StageId id) {
        return list().stream().filter(stage -> stage.id().equals(id)).findFirst();
    }

    /** Whether there is one of this name; if so it stays until the transaction ends. */
    boolean keep(String name) {
        return !list().isEmpty()
                && sql.sql("""
                        select true from crm.stage
                         where workspace_id = tenancy.here() and pipeline = :pipeline and name = :name for share
                        """)
                        .param("pipeline", Lead.PIPELINE)
                        .param("name", name)
                        .query(Boolean.class)
                        .optional()
                        .isPresent();
    }

    /** Behind the others. */
    @Transactional
    public StageChange add(String name) {
        List<Stage> stages = locked();
        Optional<StageChange> wrong = wrong(name, stages);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (stages.size() >= MOST) {
            return new StageChange.TooMany();
        }
        insert(name.strip(), stages.getLast().position() + 1);
        return done(name.strip());
    }

    /** Its leads go on in it under the new name. */
    @Transactional
    public StageChange rename(StageId id, String name) {
        List<Stage> stages = locked();
        Optional<Stage> known =
                stages.stream().filter(stage -> stage.id().equals(id)).findFirst();
        if (known.isEmpty()) {
            return new StageChange.NotThere();
        }
        Optional<StageChange> wrong = wrong(
                name, stages.stream().filter(stage -> !stage.id().equals(id)).toList());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        sql.sql("update crm.stage set name = :name where workspace_id = tenancy.here() and id = :id")
                .param("name", name.strip())
                .param("id", id.value())
                .update();
        var ignored = moveAll(known.get().name(), name.strip());
        return done(name.strip());
    }

    /** At this position, counted from 1; the others make room. */
    @Transactional
    public StageChange place(StageId id, int position) {
        List<Stage> order = new ArrayList<>(locked());
        Optional<Stage> known =
                order.stream().filter(stage -> stage.id().equals(id)).findFirst();
        if (known.isEmpty()) {
            return new StageChange.NotThere();
        }
        order.remove(known.get());
        order.add(Math.clamp(position - 1L, 0, order.size()), known.get());
        sql.sql("""
                update crm.stage s set position = wanted.position
                  from unnest(:ids::uuid[]) with ordinality as wanted (id, position)
                 where s.workspace_id = tenancy.here() and s.id = wanted.id
                """)
                .param("ids", order.stream().map(stage -> stage.id().value()).toArray(UUID[]::new))
                .update();
        return done(known.get().name());
    }

    /** Its leads go to another stage; without one named it must be empty. */
    @Transactional
    public StageChange remove(StageId id, Optional<StageId> to) {
        List<Stage> stages = locked();
        Optional<Stage> known =
                stages.stream().filter(stage -> stage.id().equals(id)).findFirst();
        Optional<Stage> target = stages.stream()
                .filter(stage ->
                        to.equals(Optional.of(stage.id())) && !stage.id().equals(id))
                .findFirst();
        if (known.isEmpty() || (to.isPresent() && target.isEmpty())) {
            return new StageChange.NotThere();
        }
        if (stages.size() == 1) {
            return new StageChange.LastOne();
        }
        long held = leads(known.get());
        if (held > 0 && target.isEmpty()) {
            return new StageChange.HoldsLeads(held);
        }
        target.ifPresent(other -> {
            var ignored = moveAll(known.get().name(), other.name());
        });
        sql.sql("delete from crm.stage where workspace_id = tenancy.here() and id = :id")
                .param("id", id.value())
                .update();
        closeGap(known.get().position());
        live.changed("lead", id);
        return new StageChange.Done(known.get());
    }

    /** How many leads are in it, won and lost ones among them. */
    @Transactional(readOnly = true)
    public long leads(Stage stage) {
        return sql.sql("""
                select count(*) from crm.lead where workspace_id = tenancy.here() and pipeline = :pipeline and stage = :name
                """)
                .param("pipeline", Lead.PIPELINE)
                .param("name", stage.name())
                .query(Long.class)
                .single();
    }

    private Optional<StageChange> wrong(String name, List<Stage> others) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME || !Storable.isLine(stripped)) {
            return Optional.of(new StageChange.NameWrong());
        }
        return others.stream().anyMatch(other -> other.name().equalsIgnoreCase(stripped))
                ? Optional.of(new StageChange.NameTaken())
                : Optional.empty();
    }

    private StageChange done(String name) {
        Stage stage = list().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a stage that was just written is not there: " + name));
        live.changed("lead", stage.id());
        return new StageChange.Done(stage);
    }

    private void insert(String name, int position) {
        sql.sql("""
                insert into crm.stage (workspace_id, id, pipeline, position, name)
                values (tenancy.here(), :id, :pipeline, :position, :name)
                """)
                .param("id", clock.nextId())
                .param("pipeline", Lead.PIPELINE)
                .param("position", position)
                .param("name", name)
                .update();
    }

    private void closeGap(int position) {
        sql.sql("""
                update crm.stage set position = position - 1
                 where workspace_id = tenancy.here() and pipeline = :pipeline and position > :position
                """)
                .param("pipeline", Lead.PIPELINE)
                .param("position", position)
                .update();
    }

    private int moveAll(String from, String to) {
        return sql.sql("""
                update crm.lead set stage = :to, updated_at = :now
                 where workspace_id = tenancy.here() and pipeline = :pipeline and stage = :from
                """)
                .param("from", from)
                .param("to", to)
                .param("pipeline", Lead.PIPELINE)
                .param("now", Times.utc(clock.now()))
                .update();
    }

    /** Nobody else changes the stages, nor moves a lead into one, until the transaction ends. */
    private List<Stage> locked() {
        var ignored = list();
        locks.hold("stages");
        return read("order by position, name for update");
    }

    private List<Stage> read(String order) {
        return sql.sql("""
                select id, name, position from crm.stage
                 where workspace_id = tenancy.here() and pipeline = 'sales'
                """ + order)
                .query((row, n) -> new Stage(
                        new StageId(row.getObject("id", UUID.class)), row.getString("name"), row.getInt("position")))
                .list();
    }
}
