-- Each look at an account walks over every version of it that an old snapshot still sees, so an entry looks at each of its two accounts
-- once: first at the one that comes first by kind and holder, so that two entries cannot wait for each other.
create or replace function ledger.move() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    giver_first boolean := (new.from_kind, new.from_holder) < (new.to_kind, new.to_holder);
begin
    for turn in 1..2 loop
        if giver_first = (turn = 1) then
            update ledger.account a set balance = balance - new.amount
             where a.workspace_id = new.workspace_id and a.kind = new.from_kind and a.holder = new.from_holder;
        else
            update ledger.account a set balance = balance + new.amount
             where a.workspace_id = new.workspace_id and a.kind = new.to_kind and a.holder = new.to_holder;
        end if;
    end loop;
    return new;
end $$;
