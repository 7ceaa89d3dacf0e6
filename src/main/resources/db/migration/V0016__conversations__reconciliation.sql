-- What was acknowledged on a day, held against what became of it: counted anew from the raw bytes.
create table conversations.reconciliation (
    workspace_id uuid        not null,
    day          date        not null,                          -- in the workspace's zone
    whole        boolean     not null,                          -- the day was over when it was asked for
    asked_at     timestamptz not null,
    started_at   timestamptz,
    finished_at  timestamptz,                                   -- null: under way, what stands here is counted so far
    acknowledged int         not null default 0,                -- deliveries, and so are unreadable, waiting, dead and missing
    unreadable   int         not null default 0,
    waiting      int         not null default 0,
    dead         int         not null default 0,
    missing      int         not null default 0,
    messages     int         not null default 0,                -- found again, like statuses
    statuses     int         not null default 0,
    strangers    int         not null default 0,                -- statuses of messages that somebody else sent on the same account
    primary key (workspace_id, day)
);

-- The deliveries of which something is missing, until they were read again.
create table conversations.missing_delivery (
    workspace_id  uuid not null,
    envelope_id   uuid not null,
    day           date not null,
    connection_id uuid not null,
    messages      int  not null,
    statuses      int  not null,
    provider_id   text not null,                                -- of the first that is missing; empty when nothing could be read
    primary key (workspace_id, envelope_id)
);
create index missing_delivery_day on conversations.missing_delivery (workspace_id, day);

alter table conversations.reconciliation enable row level security;
alter table conversations.missing_delivery enable row level security;
create policy app on conversations.reconciliation to hub_app using (workspace_id = tenancy.here());
create policy app on conversations.missing_delivery to hub_app using (workspace_id = tenancy.here());
grant select, insert, update, delete on conversations.reconciliation, conversations.missing_delivery to hub_app;

-- A delivery that was set aside and could be read at last is kept with the others.
grant insert on connections.envelope to hub_app;

-- Whose days are to be asked for, before a workspace is in force: no word of anybody's leaves it.
create function conversations.last_reconciled() returns table (workspace_id uuid, zone text, created_at timestamptz, day date)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select w.workspace_id, w.zone, w.created_at,
           (select max(r.day) from conversations.reconciliation r where r.workspace_id = w.workspace_id and r.whole)
      from identity.workspace w
$$;
revoke all on function conversations.last_reconciled() from public;
grant usage on schema conversations to hub_engine;
grant execute on function conversations.last_reconciled() to hub_engine;
