-- Each look at an account walks over every version of it that an old snapshot still sees, so an entry looks at each of its two accounts
-- once: first at the one that comes first by kind and holder, so that two entries cannot wait for each other.
create or replace function ledger.move() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    side record;
begin
    for side in
        select s.kind, s.holder, s.change
          from (values (new.from_kind, new.from_holder, -new.amount), (new.to_kind, new.to_holder, new.amount)) as s (kind, holder, change)
         order by s.kind, s.holder
    loop
        update ledger.account a set balance = balance + side.change
         where a.workspace_id = new.workspace_id and a.kind = side.kind and a.holder = side.holder;
    end loop;
    return new;
end $$;
