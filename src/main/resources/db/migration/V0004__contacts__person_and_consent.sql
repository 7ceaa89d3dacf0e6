-- The person. A merge sets person_id; nobody else's rows change.
create schema contacts;
create table contacts.contact (
    workspace_id    uuid        not null,
    id              uuid        not null,
    person_id       uuid        not null,
    name            text        not null default '',
    origin          text        not null,
    score           smallint,
    sentiment       text,
    consent_version bigint      not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (workspace_id, id)
);
create index contact_person on contacts.contact (workspace_id, person_id);
create index contact_newest on contacts.contact (workspace_id, created_at desc, id desc);

-- Where a person is reached: kind is phone, email or the provider's own id for them.
create table contacts.address (
    workspace_id uuid        not null,
    kind         text        not null,
    value        text        not null,
    contact_id   uuid        not null,
    as_written   text        not null,
    created_at   timestamptz not null,
    primary key (workspace_id, kind, value),
    foreign key (workspace_id, contact_id) references contacts.contact (workspace_id, id)
);
create index address_contact on contacts.address (workspace_id, contact_id);

-- STOP and START, for one channel and address, with the message that said so.
create table contacts.consent (
    workspace_id uuid        not null,
    channel      text        not null,
    address      text        not null,
    contact_id   uuid        not null,
    state        text        not null check (state in ('stopped', 'open', 'no-marketing')),
    source       text        not null,
    decided_at   timestamptz not null,
    primary key (workspace_id, channel, address),
    foreign key (workspace_id, contact_id) references contacts.contact (workspace_id, id)
);
create index consent_contact on contacts.consent (workspace_id, contact_id, channel);

-- An address that a channel could not reach, until when it is not tried again.
create table contacts.unreachable (
    workspace_id uuid        not null,
    channel      text        not null,
    contact_id   uuid        not null,
    reason       text        not null,
    until        timestamptz not null,
    primary key (workspace_id, channel, contact_id),
    foreign key (workspace_id, contact_id) references contacts.contact (workspace_id, id)
);

alter table contacts.contact enable row level security;
alter table contacts.address enable row level security;
alter table contacts.consent enable row level security;
alter table contacts.unreachable enable row level security;
create policy app on contacts.contact to hub_app using (workspace_id = tenancy.here());
create policy app on contacts.address to hub_app using (workspace_id = tenancy.here());
create policy app on contacts.consent to hub_app using (workspace_id = tenancy.here());
create policy app on contacts.unreachable to hub_app using (workspace_id = tenancy.here());
grant usage on schema contacts to hub_app, hub_search;
grant select, insert, update, delete on contacts.contact, contacts.address, contacts.consent, contacts.unreachable to hub_app;

-- Search by a part of a name or of an address, through a function, because a policy would keep the index out.
create schema if not exists extensions;
create extension if not exists pg_trgm schema extensions;
create extension if not exists unaccent schema extensions;
grant usage on schema extensions to hub_app, hub_search;
create function contacts.plain(words text) returns text language sql immutable parallel safe
    return lower(extensions.unaccent('extensions.unaccent'::regdictionary, words));
create index contact_name_parts on contacts.contact using gin (contacts.plain(name) extensions.gin_trgm_ops);
create index address_parts on contacts.address using gin (value extensions.gin_trgm_ops);
create policy search on contacts.contact for select to hub_search using (true);
create policy search on contacts.address for select to hub_search using (true);
grant select on contacts.contact, contacts.address to hub_search;
create function contacts.search(words text, after uuid, most int) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, extensions
    begin atomic
    select id from (
        select c.id, c.created_at from contacts.contact c
         where c.workspace_id = tenancy.here()
           and contacts.plain(c.name) like '%' || replace(replace(replace(contacts.plain(words), '\', '\\'), '%', '\%'), '_', '\_') || '%'
        union
        select c.id, c.created_at from contacts.address a
          join contacts.contact c on c.workspace_id = a.workspace_id and c.id = a.contact_id
         where a.workspace_id = tenancy.here() and length(regexp_replace(words, '[^0-9a-zA-Z@.]', '', 'g')) >= 3
           and a.value like '%' || replace(replace(replace(regexp_replace(lower(words), '[^0-9a-z@._-]', '', 'g'), '\', '\\'), '%', '\%'), '_', '\_') || '%') found
     where after is null or (created_at, id) < (
           select p.created_at, p.id from contacts.contact p where p.workspace_id = tenancy.here() and p.id = after)
     order by created_at desc, id desc limit most;
    end;
grant create on schema contacts to hub_search;
alter function contacts.search owner to hub_search;
revoke create on schema contacts from hub_search;
revoke execute on function contacts.search from public;
grant execute on function contacts.search to hub_app;
