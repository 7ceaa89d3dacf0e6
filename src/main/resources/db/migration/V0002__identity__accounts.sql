-- Who may do what. Users, sessions and links are found before a workspace is known, so these tables carry no policy.
create schema identity;
create table identity.workspace (
    workspace_id uuid        primary key,
    name         text        not null,
    locale       text        not null,
    zone         text        not null,
    created_at   timestamptz not null
);
create table identity.hub_user (
    id            uuid        primary key,
    email         text        not null unique check (email = lower(email)),
    name          text        not null,
    password_hash text,
    token_version int         not null default 0,
    disabled_at   timestamptz,
    created_at    timestamptz not null
);
create table identity.member (
    workspace_id uuid        not null,
    user_id      uuid        not null references identity.hub_user (id),
    role         text        not null check (role in ('OWNER', 'MEMBER')),
    created_at   timestamptz not null,
    primary key (workspace_id, user_id)
);
create index member_user on identity.member (user_id);
create table identity.session (
    hash         bytea       primary key,
    user_id      uuid        not null references identity.hub_user (id),
    workspace_id uuid        not null,
    created_at   timestamptz not null,
    seen_at      timestamptz not null,
    ends_at      timestamptz not null
);
create index session_of_user on identity.session (user_id);
create table identity.api_key (
    workspace_id uuid        not null,
    id           uuid        not null,
    name         text        not null,
    hash         bytea       not null unique,
    last_four    text        not null,
    scopes       text[]      not null,
    created_by   uuid        not null references identity.hub_user (id),
    created_at   timestamptz not null,
    ends_at      timestamptz,
    revoked_at   timestamptz,
    primary key (workspace_id, id)
);
create table identity.refresh_token (
    hash       bytea       primary key,
    family     uuid        not null,
    user_id    uuid        not null references identity.hub_user (id),
    created_at timestamptz not null,
    ends_at    timestamptz not null,
    used_at    timestamptz
);
create index refresh_token_family on identity.refresh_token (family);
create table identity.one_time_link (
    hash       bytea       primary key,
    purpose    text        not null check (purpose in ('sign-in', 'first-owner')),
    user_id    uuid        references identity.hub_user (id),
    created_at timestamptz not null,
    ends_at    timestamptz not null,
    used_at    timestamptz
);

alter table identity.workspace enable row level security;
alter table identity.member enable row level security;
alter table identity.api_key enable row level security;
create policy app on identity.workspace to hub_app using (workspace_id = tenancy.here());
create policy app on identity.member to hub_app using (workspace_id = tenancy.here());
create policy app on identity.api_key to hub_app using (workspace_id = tenancy.here());
grant usage on schema identity to hub_app;
grant select, insert, update on identity.workspace, identity.member, identity.hub_user, identity.api_key,
      identity.refresh_token, identity.one_time_link to hub_app;
grant select, insert, update, delete on identity.session to hub_app;
grant delete on identity.member to hub_app;

-- Past the wall: one exact key in, ids out.
create function identity.workspaces_of(who uuid) returns table (workspace_id uuid, name text, role text)
    language sql stable security definer set search_path = pg_catalog
    begin atomic
    select m.workspace_id, w.name, m.role from identity.member m
      join identity.workspace w on w.workspace_id = m.workspace_id
     where m.user_id = who order by w.name, w.workspace_id;
    end;
create function identity.find_key(key_hash bytea, at timestamptz) returns table (workspace_id uuid, id uuid)
    language sql stable security definer set search_path = pg_catalog
    begin atomic
    select k.workspace_id, k.id from identity.api_key k
     where k.hash = key_hash and k.revoked_at is null and (k.ends_at is null or k.ends_at > at);
    end;
revoke execute on function identity.workspaces_of, identity.find_key from public;
grant execute on function identity.workspaces_of, identity.find_key to hub_app;
