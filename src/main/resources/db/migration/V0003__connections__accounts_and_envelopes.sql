-- Accounts at providers, and what providers send.
create schema connections;
grant usage on schema connections to hub_app, hub_engine;

create table connections.connection (
    workspace_id uuid        not null,
    id           uuid        not null,
    provider     text        not null,
    name         text        not null,
    path         text        not null,                          -- unguessable, behind its webhook addresses
    origin       text        not null,                          -- 'environment' or 'page'
    settings     jsonb       not null,                          -- without secrets
    secrets      bytea       not null,                          -- sealed by the vault
    state        text        not null default 'working',        -- 'working', 'broken' or 'paused'
    state_reason text,
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    removed_at   timestamptz,
    checked_at   timestamptz,
    primary key (workspace_id, id)
);
create unique index connection_path on connections.connection (path);
create index connection_provider on connections.connection (provider) where removed_at is null;

create table connections.account (
    workspace_id  uuid    not null,
    connection_id uuid    not null,
    provider      text    not null,
    account       text    not null,
    exclusive     boolean not null,                             -- one connection in the whole hub
    primary key (workspace_id, connection_id, account),
    foreign key (workspace_id, connection_id) references connections.connection (workspace_id, id) on delete cascade
);
create unique index account_exclusive on connections.account (provider, account) where exclusive;
create index account_known on connections.account (provider, account);

create table connections.finding (
    workspace_id  uuid   not null,
    connection_id uuid   not null,
    position      int    not null,
    code          text   not null,
    verdict       text   not null,
    arguments     text[] not null,
    action        text,
    primary key (workspace_id, connection_id, position),
    foreign key (workspace_id, connection_id) references connections.connection (workspace_id, id) on delete cascade
);

-- What a provider last said about an account of ours, by topic (a quality, a limit, a template).
create table connections.news (
    workspace_id  uuid        not null,
    connection_id uuid        not null,
    topic         text        not null,
    detail        text        not null,
    at            timestamptz not null,
    primary key (workspace_id, connection_id, topic),
    foreign key (workspace_id, connection_id) references connections.connection (workspace_id, id) on delete cascade
);

-- When a connection last showed that it lives; apart from its settings, because the door writes it for all workspaces.
create table connections.life (
    workspace_id  uuid not null,
    connection_id uuid not null,
    webhook_at    timestamptz,
    sent_at       timestamptz,
    primary key (workspace_id, connection_id),
    foreign key (workspace_id, connection_id) references connections.connection (workspace_id, id) on delete cascade
);

-- No foreign key and no index but the key: this is the door's table. The id is a UUIDv7 and so carries its day.
create table connections.envelope (
    workspace_id  uuid  not null,
    id            uuid  not null,
    connection_id uuid  not null,
    headers       jsonb not null,
    body          bytea not null,
    primary key (workspace_id, id)
) partition by range (id);
create table connections.envelope_other partition of connections.envelope default;

create table connections.unreadable (
    workspace_id  uuid        not null,
    id            uuid        not null,
    connection_id uuid        not null,
    headers       jsonb       not null,
    body          bytea       not null,
    reason        text        not null,
    set_aside_at  timestamptz not null,
    primary key (workspace_id, id)
);

-- Signed by somebody we know, for an account that nobody has connected: no workspace yet.
create table connections.unclaimed (
    id       uuid   primary key,
    provider text   not null,
    account  text   not null,
    signers  text[] not null,                                   -- fingerprints of the secrets, one of which signed it
    headers  jsonb  not null,
    body     bytea  not null
);
create index unclaimed_account on connections.unclaimed (provider, account);

alter table connections.connection enable row level security;
alter table connections.account enable row level security;
alter table connections.finding enable row level security;
alter table connections.news enable row level security;
alter table connections.life enable row level security;
alter table connections.envelope enable row level security;
alter table connections.envelope_other enable row level security;
alter table connections.unreadable enable row level security;
alter table connections.unclaimed enable row level security;
create policy app on connections.connection to hub_app using (workspace_id = tenancy.here());
create policy app on connections.account to hub_app using (workspace_id = tenancy.here());
create policy app on connections.finding to hub_app using (workspace_id = tenancy.here());
create policy app on connections.news to hub_app using (workspace_id = tenancy.here());
create policy app on connections.life to hub_app using (workspace_id = tenancy.here());
create policy app on connections.envelope to hub_app using (workspace_id = tenancy.here());
create policy app on connections.unreadable to hub_app using (workspace_id = tenancy.here());
create policy engine on connections.connection for select to hub_engine using (true);
create policy engine on connections.account for select to hub_engine using (true);
create policy engine on connections.life to hub_engine using (true);
create policy engine on connections.finding to hub_engine using (true);
create policy door on connections.envelope for insert to hub_engine with check (true);
create policy engine on connections.unclaimed to hub_engine using (true);
grant select, insert, update, delete on connections.connection, connections.account, connections.finding, connections.news to hub_app;
grant select on connections.life to hub_app;
grant select, delete on connections.envelope to hub_app;
grant select, insert, delete on connections.unreadable to hub_app;
grant select on connections.connection, connections.account to hub_engine;
grant select, insert, update on connections.life to hub_engine;
grant select, delete on connections.finding to hub_engine;
grant insert on connections.envelope to hub_engine;
grant select, insert, delete on connections.unclaimed to hub_engine;

-- The door opens a connection's verification secrets before a workspace is in force: exact key in, wrapped key out.
create function vault.wrapped_key(workspace uuid, key uuid) returns bytea
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select k.wrapped from vault.workspace_key k where k.workspace_id = workspace and k.id = key
$$;
revoke all on function vault.wrapped_key(uuid, uuid) from public;
grant usage on schema vault to hub_engine;
grant execute on function vault.wrapped_key(uuid, uuid) to hub_engine;

create function connections.envelope_floor(day timestamptz) returns uuid
    language sql immutable set search_path = pg_catalog as $$
    select (rpad(lpad(to_hex((extract(epoch from day) * 1000)::bigint), 12, '0'), 32, '0'))::uuid
$$;

-- Makes the partitions of yesterday to a week ahead; drops those older than thirty days, but never one that work still names.
create function connections.tend_envelopes(at timestamptz) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '200ms' as $$
declare
    today date := (at at time zone 'UTC')::date;
    day   date;
    part  text;
    low   uuid;
    high  uuid;
begin
    for day in select today + n from generate_series(-1, 7) n loop
        part := 'envelope_' || to_char(day, 'YYYYMMDD');
        continue when to_regclass('connections.' || part) is not null;
        begin
            execute format('create table connections.%I partition of connections.envelope for values from (%L) to (%L)', part,
                connections.envelope_floor(day::timestamp at time zone 'UTC'),
                connections.envelope_floor((day + 1)::timestamp at time zone 'UTC'));
            execute format('alter table connections.%I enable row level security', part);
        exception when check_violation or duplicate_table then
            null;                                               -- the rows of that day lie in envelope_other and are found there
        end;
    end loop;
    for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                 where i.inhparent = 'connections.envelope'::regclass and c.relname ~ '^envelope_[0-9]{8}$'
                   and to_date(right(c.relname, 8), 'YYYYMMDD') < today - 30 loop
        day  := to_date(right(part, 8), 'YYYYMMDD');
        low  := connections.envelope_floor(day::timestamp at time zone 'UTC');
        high := connections.envelope_floor((day + 1)::timestamp at time zone 'UTC');
        continue when exists (
            select from (select payload from work.item union all select payload from work.dead) w,
                        jsonb_array_elements_text(case jsonb_typeof(w.payload -> 'envelopes') when 'array' then w.payload -> 'envelopes'
                                                       else '[]' end) e
             where e::uuid >= low and e::uuid < high);
        execute format('drop table connections.%I', part);
    end loop;
    delete from connections.envelope_other o
     where o.id < connections.envelope_floor((today - 30)::timestamp at time zone 'UTC')
       and not exists (select from work.item i where i.workspace_id = o.workspace_id and i.payload -> 'envelopes' ? o.id::text)
       and not exists (select from work.dead d where d.workspace_id = o.workspace_id and d.payload -> 'envelopes' ? o.id::text);
    delete from connections.unclaimed where id < connections.envelope_floor((today - 30)::timestamp at time zone 'UTC');
end $$;
revoke all on function connections.tend_envelopes(timestamptz) from public;
grant execute on function connections.tend_envelopes(timestamptz) to hub_engine;
select connections.tend_envelopes(now());
