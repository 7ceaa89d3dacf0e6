-- Amounts that must add up: whole numbers of the smallest unit. A balance changes by an entry and by nothing else, and an entry takes from one
-- account what it gives to another, so the balances of a workspace always add up to nothing.
create schema ledger;
create table ledger.account (
    workspace_id uuid    not null,
    kind         text    not null,
    holder       uuid    not null,
    source       boolean not null default false,                -- where amounts come into the books: the only kind that may fall below nothing
    balance      bigint  not null default 0,
    reserved     bigint  not null default 0,
    primary key (workspace_id, kind, holder),
    constraint account_reserved check (reserved >= 0),
    constraint account_covered check (source or balance >= reserved)
);
create table ledger.entry (
    workspace_id uuid        not null,
    id           uuid        not null,
    from_kind    text        not null,
    from_holder  uuid        not null,
    to_kind      text        not null,
    to_holder    uuid        not null,
    amount       bigint      not null check (amount > 0),
    reference    text        not null,                          -- of one reference there is one entry, however often it is asked for
    why          text        not null,
    note         text        not null default '',
    subject      uuid,
    by_user      uuid,
    made_at      timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, reference),
    foreign key (workspace_id, from_kind, from_holder) references ledger.account (workspace_id, kind, holder),
    foreign key (workspace_id, to_kind, to_holder) references ledger.account (workspace_id, kind, holder),
    constraint entry_of_two_accounts check ((from_kind, from_holder) <> (to_kind, to_holder))
);
create index entry_from on ledger.entry (workspace_id, from_kind, from_holder, made_at desc, id desc);
create index entry_to on ledger.entry (workspace_id, to_kind, to_holder, made_at desc, id desc);

-- Set aside before something is bought whose price is known and whose outcome is not.
create table ledger.reservation (
    workspace_id uuid        not null,
    id           uuid        not null,
    kind         text        not null,
    holder       uuid        not null,
    amount       bigint      not null check (amount > 0),
    reference    text        not null,
    state        text        not null default 'open' check (state in ('open', 'settled', 'released')),
    made_at      timestamptz not null,
    kept_until   timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, reference),
    foreign key (workspace_id, kind, holder) references ledger.account (workspace_id, kind, holder)
);
create index reservation_open on ledger.reservation (workspace_id, kind, holder, kept_until) where state = 'open';

-- The balances follow the rows. Both accounts are taken in one order, so that two entries cannot wait for each other.
create function ledger.move() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform from ledger.account a
      where a.workspace_id = new.workspace_id
        and (a.kind, a.holder) in ((new.from_kind, new.from_holder), (new.to_kind, new.to_holder))
      order by a.kind, a.holder for no key update;
    update ledger.account a set balance = balance - new.amount
     where a.workspace_id = new.workspace_id and a.kind = new.from_kind and a.holder = new.from_holder;
    update ledger.account a set balance = balance + new.amount
     where a.workspace_id = new.workspace_id and a.kind = new.to_kind and a.holder = new.to_holder;
    return new;
end $$;
create trigger move after insert on ledger.entry for each row execute function ledger.move();
create function ledger.set_aside() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update ledger.account a
       set reserved = reserved + case when new.state = 'open' then new.amount else 0 end
                               - case when tg_op = 'UPDATE' and old.state = 'open' then old.amount else 0 end
     where a.workspace_id = new.workspace_id and a.kind = new.kind and a.holder = new.holder;
    return new;
end $$;
create trigger set_aside after insert or update of state on ledger.reservation for each row execute function ledger.set_aside();
revoke execute on function ledger.move, ledger.set_aside from public;

alter table ledger.account enable row level security;
alter table ledger.entry enable row level security;
alter table ledger.reservation enable row level security;
create policy app on ledger.account to hub_app using (workspace_id = tenancy.here());
create policy app on ledger.entry to hub_app using (workspace_id = tenancy.here());
create policy app on ledger.reservation to hub_app using (workspace_id = tenancy.here());
grant usage on schema ledger to hub_app;
grant select on ledger.account, ledger.entry, ledger.reservation to hub_app;
grant insert (workspace_id, kind, holder, source) on ledger.account to hub_app;
grant insert on ledger.entry, ledger.reservation to hub_app;
grant update (state, kept_until) on ledger.reservation to hub_app;

-- Whether analyses are paid from the balance, or free because the owner said so.
create schema credits;
create table credits.setting (
    workspace_id uuid        primary key,
    unlimited    boolean     not null,
    changed_at   timestamptz not null
);
alter table credits.setting enable row level security;
create policy app on credits.setting to hub_app using (workspace_id = tenancy.here());
grant usage on schema credits to hub_app;
grant select, insert, update on credits.setting to hub_app;
