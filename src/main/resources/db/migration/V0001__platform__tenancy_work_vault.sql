-- Whose rows a transaction sees. Unset means none.
create schema tenancy;
create function tenancy.here() returns uuid language sql stable parallel safe
    return nullif(current_setting('hub.workspace', true), '')::uuid;
grant usage on schema tenancy to hub_app, hub_engine, hub_search;

-- Durable work.
create schema work;
create table work.item (
    workspace_id uuid        not null,
    queue        text        not null,
    due_at       timestamptz not null,
    id           bigint      generated always as identity,
    lane         uuid        not null,
    kind         text        not null,
    payload      jsonb       not null,
    key          text,
    attempts     smallint    not null default 0,
    held         boolean     not null default false,
    primary key (workspace_id, queue, due_at, id)
) with (fillfactor = 90, vacuum_truncate = off, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
create unique index item_key on work.item (workspace_id, key) where key is not null;
create index item_held on work.item (workspace_id, queue, lane) where held;

create table work.pause (
    workspace_id uuid        not null,
    queue        text        not null,
    until        timestamptz not null,
    reason       text        not null,
    primary key (workspace_id, queue)
);
create table work.dead (
    workspace_id uuid        not null,
    queue        text        not null,
    due_at       timestamptz not null,
    id           bigint      not null,
    lane         uuid        not null,
    kind         text        not null,
    payload      jsonb       not null,
    key          text,
    attempts     smallint    not null,
    held         boolean     not null,
    reason       text        not null,
    died_at      timestamptz not null,
    primary key (workspace_id, id)
);
create table work.node (
    id          uuid        primary key,
    alive_until timestamptz not null
);
create table work.desk (
    workspace_id uuid     primary key,
    node_id      uuid,
    crashes      smallint not null default 0
);

alter table work.item enable row level security;
alter table work.pause enable row level security;
alter table work.dead enable row level security;
alter table work.desk enable row level security;
create policy app on work.item to hub_app using (workspace_id = tenancy.here());
create policy app on work.pause to hub_app using (workspace_id = tenancy.here());
create policy app on work.dead to hub_app using (workspace_id = tenancy.here());
create policy app on work.desk for insert to hub_app with check (workspace_id = tenancy.here());
create policy engine on work.item to hub_engine using (true);
create policy engine on work.pause to hub_engine using (true);
create policy engine on work.desk to hub_engine using (true);
grant usage on schema work to hub_app, hub_engine;
grant select, insert, update, delete on work.item, work.pause, work.dead to hub_app;
grant select, insert on work.item to hub_engine;
grant select on work.pause to hub_engine;
grant insert on work.desk to hub_app;
grant select, insert, update on work.node, work.desk to hub_engine;

-- The workspaces' keys, wrapped by the master key.
create schema vault;
create table vault.workspace_key (
    workspace_id uuid        not null,
    id           uuid        not null,
    wrapped      bytea       not null,
    created_at   timestamptz not null,
    primary key (workspace_id, id)
);
alter table vault.workspace_key enable row level security;
create policy app on vault.workspace_key to hub_app using (workspace_id = tenancy.here());
grant usage on schema vault to hub_app;
grant select, insert on vault.workspace_key to hub_app;
