-- Envelopes come and leave by the day, and never with the door waiting. Making days and letting them go are two steps: whoever is in the way
-- of one (a backup, a long report) is given way to after 200 ms, hinders neither the other nor what was done before, and it is taken up again.
drop function connections.tend_envelopes(timestamptz);

-- Makes the days from yesterday to a week ahead; false when somebody was in the way. A day is made beside the table and then attached, which
-- lets webhooks in meanwhile. What has no day of its own (a hub that was off for weeks takes webhooks before it looks here; a clock that is
-- wrong) lies in envelope_other and moves when its day is made, if that takes no time; else it stays there, where it is found as well.
create function connections.make_envelope_days(at timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '200ms' as $$
declare
    movable constant int := 10000;
    today   date := (at at time zone 'UTC')::date;
    made    boolean := true;
    day     date;
    part    text;
    low     uuid;
    high    uuid;
begin
    for day in select today + n from generate_series(-1, 7) n loop
        part := 'envelope_' || to_char(day, 'YYYYMMDD');
        continue when to_regclass('connections.' || part) is not null;
        low  := connections.envelope_floor(day::timestamp at time zone 'UTC');
        high := connections.envelope_floor((day + 1)::timestamp at time zone 'UTC');
        begin
            lock table connections.envelope_other in access exclusive mode;
            continue when (select count(*) from (select from connections.envelope_other where id >= low and id < high limit movable + 1) few)
                          > movable;
            execute format('create table connections.%I (like connections.envelope including all)', part);
            execute format('alter table connections.%I enable row level security', part);
            execute format('with moved as (delete from connections.envelope_other where id >= %L and id < %L returning *)
                            insert into connections.%I select * from moved', low, high, part);
            execute format('alter table connections.envelope attach partition connections.%I for values from (%L) to (%L)', part, low, high);
        exception when lock_not_available or duplicate_table then
            made := false;
        end;
    end loop;
    return made;
end $$;

-- Whether work, waiting or given up, still names an envelope of that day. As text, since what was given up may be no id at all.
create function connections.envelope_day_is_named(day date) returns boolean
    language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from (select i.payload from work.item i where i.payload ? 'envelopes'
                     union all
                     select d.payload from work.dead d where d.payload ? 'envelopes') w,
               jsonb_array_elements_text(case jsonb_typeof(w.payload -> 'envelopes') when 'array' then w.payload -> 'envelopes' else '[]' end) e
         where e collate "C" >= connections.envelope_floor(day::timestamp at time zone 'UTC')::text
           and e collate "C" < connections.envelope_floor((day + 1)::timestamp at time zone 'UTC')::text)
$$;

-- Lets the oldest day go that is older than thirty days and that no work names; false when somebody was in the way. One day a call: days come
-- one by one too, so a clock that is far ahead for an hour takes one away and not all. The day is locked before work is asked a second time, so
-- that nothing can be put into it or read from it for more work meanwhile; the table itself, and with it the door, waits for the removal alone.
create function connections.leave_envelope_day(at timestamptz) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '200ms' as $$
declare
    kept date := (at at time zone 'UTC')::date - 30;
    low  uuid := connections.envelope_floor(kept::timestamp at time zone 'UTC');
    done boolean := true;
    part text;
begin
    select o.part into part
      from (select c.relname as part, to_date(right(c.relname, 8), 'YYYYMMDD') as day
              from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent = 'connections.envelope'::regclass and c.relname ~ '^envelope_[0-9]{8}$') o
     where o.day < kept and not connections.envelope_day_is_named(o.day)
     order by o.day limit 1;
    if part is not null then
        begin
            execute format('lock table connections.%I in access exclusive mode', part);
            if not connections.envelope_day_is_named(to_date(right(part, 8), 'YYYYMMDD')) then
                execute format('drop table connections.%I', part);
            end if;
        exception when lock_not_available or undefined_table then
            done := false;
        end;
    end if;
    delete from connections.envelope_other o
     where o.id < low
       and not exists (select from work.item i where i.workspace_id = o.workspace_id and i.payload -> 'envelopes' ? o.id::text)
       and not exists (select from work.dead d where d.workspace_id = o.workspace_id and d.payload -> 'envelopes' ? o.id::text);
    delete from connections.unclaimed where id < low;
    return done;
end $$;

revoke all on function connections.make_envelope_days(timestamptz) from public;
revoke all on function connections.leave_envelope_day(timestamptz) from public;
revoke all on function connections.envelope_day_is_named(date) from public;
grant execute on function connections.make_envelope_days(timestamptz), connections.leave_envelope_day(timestamptz) to hub_engine;
