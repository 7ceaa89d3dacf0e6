create schema conversations;
create table conversations.conversation (
    workspace_id    uuid        not null,
    id              uuid        not null,
    contact_id      uuid        not null,
    connection_id   uuid        not null,
    channel         text        not null,
    number          text,
    provider_user   text,
    status          text        not null default 'active' check (status in ('active', 'closed', 'scheduled')),
    owner_id        uuid,
    epoch           bigint      not null default 0,
    waiting_since   timestamptz,
    waiting_reason  text,
    turn_since      timestamptz,
    window_until    timestamptz,
    last_inbound_at timestamptz,
    last_inbound_id uuid,
    last_at         timestamptz not null,
    last_sender     text        not null default '',
    last_text       text        not null default '',
    unread          int         not null default 0,
    referral        jsonb,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, contact_id) references contacts.contact (workspace_id, id)
);
create unique index conversation_contact on conversations.conversation (workspace_id, connection_id, contact_id);
create index conversation_by_contact on conversations.conversation (workspace_id, contact_id);
create index conversation_newest on conversations.conversation (workspace_id, status, last_at desc, id desc);
create index conversation_waiting on conversations.conversation (workspace_id, waiting_since, id) where waiting_since is not null;

-- What was said. state: received, or for ours queued, sending, sent, delivered, read, played, failed, unknown, held, refused, cancelled.
create table conversations.message (
    workspace_id    uuid        not null,
    id              uuid        not null,
    conversation_id uuid        not null,
    connection_id   uuid        not null,
    sender          text        not null check (sender in ('contact', 'bot', 'user')),
    author_id       uuid,
    text            text        not null default '',
    content         jsonb       not null default '{}',
    provider_id     text,
    replies_to      text,
    client_id       text,
    epoch           bigint      not null default 0,
    state           text        not null,
    reason          text,
    detail          text,
    leaving         boolean     not null default false,
    grounds         jsonb,
    at              timestamptz not null,
    created_at      timestamptz not null,
    state_at        timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, conversation_id) references conversations.conversation (workspace_id, id)
);
create unique index message_provider on conversations.message (workspace_id, connection_id, provider_id) where provider_id is not null;
create unique index message_client on conversations.message (workspace_id, conversation_id, client_id) where client_id is not null;
create index message_order on conversations.message (workspace_id, conversation_id, at desc, id desc);
create index message_open on conversations.message (workspace_id, conversation_id) where state in ('queued', 'sending', 'held', 'unknown');

-- One try to hand a message to the provider; committed before the socket is written.
create table conversations.attempt (
    workspace_id uuid        not null,
    message_id   uuid        not null,
    n            smallint    not null,
    epoch        bigint      not null,
    started_at   timestamptz not null,
    ended_at     timestamptz,
    result       text,
    failure      text,
    detail       text,
    primary key (workspace_id, message_id, n),
    foreign key (workspace_id, message_id) references conversations.message (workspace_id, id)
);

-- A status that came before we knew the provider's id of our message; matched when we do.
create table conversations.early_status (
    workspace_id  uuid        not null,
    connection_id uuid        not null,
    provider_id   text        not null,
    status        text        not null,
    failure       jsonb,
    at            timestamptz not null,
    came_at       timestamptz not null,
    primary key (workspace_id, connection_id, provider_id, status)
);
create index early_status_age on conversations.early_status (workspace_id, came_at);

create table conversations.reaction (
    workspace_id  uuid        not null,
    connection_id uuid        not null,
    provider_id   text        not null,
    contact_id    uuid        not null,
    emoji         text        not null,
    at            timestamptz not null,
    primary key (workspace_id, connection_id, provider_id, contact_id)
);

-- What happened besides words: taken over, handed back, handed over, stop, start, closed.
create table conversations.event (
    workspace_id    uuid        not null,
    id              uuid        not null,
    conversation_id uuid        not null,
    kind            text        not null,
    user_id         uuid,
    reason          text,
    leaving         int         not null default 0,
    at              timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, conversation_id) references conversations.conversation (workspace_id, id)
);
create index event_order on conversations.event (workspace_id, conversation_id, at, id);

do $$ declare name text; begin
    foreach name in array array['conversation', 'message', 'attempt', 'early_status', 'reaction', 'event'] loop
        execute format('alter table conversations.%I enable row level security', name);
        execute format('create policy app on conversations.%I to hub_app using (workspace_id = tenancy.here())', name);
        execute format('grant select, insert, update, delete on conversations.%I to hub_app', name);
    end loop;
end $$;
grant usage on schema conversations to hub_app, hub_search;

-- Search over what was said: whole words of French and English alike, accents forgiven.
create function conversations.words(said text) returns tsvector language sql immutable parallel safe
    return to_tsvector('pg_catalog.simple', extensions.unaccent('extensions.unaccent'::regdictionary, said));
create index message_words on conversations.message using gin (conversations.words(text));
create policy search on conversations.message for select to hub_search using (true);
grant select on conversations.message to hub_search;
create function conversations.search(query text, most int) returns table (conversation_id uuid, message_id uuid)
    language sql stable security definer set search_path = pg_catalog, extensions
    begin atomic
    select found.conversation_id, found.id from (
        select distinct on (m.conversation_id) m.conversation_id, m.id
          from conversations.message m
         where m.workspace_id = tenancy.here()
           and conversations.words(m.text) @@ websearch_to_tsquery('pg_catalog.simple', extensions.unaccent('extensions.unaccent'::regdictionary, query))
         order by m.conversation_id, m.id desc) found
     order by found.id desc limit most;
    end;
grant create on schema conversations to hub_search;
alter function conversations.search owner to hub_search;
revoke create on schema conversations from hub_search;
revoke execute on function conversations.search from public;
grant execute on function conversations.search to hub_app;
