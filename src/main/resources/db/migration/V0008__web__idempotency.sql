-- The answers to POSTs with an Idempotency-Key, kept for a day; status null while the first request is being answered.
create schema web;
create table web.idempotent_answer (
    workspace_id uuid        not null,
    caller       text        not null,
    key          text        not null,
    id           uuid        not null,
    fingerprint  bytea       not null,
    begun_at     timestamptz not null,
    status       smallint,
    content_type text,
    location     text,
    body         bytea,                                         -- sealed by the vault
    primary key (workspace_id, caller, key)
);
create index idempotent_answer_age on web.idempotent_answer (workspace_id, begun_at);
alter table web.idempotent_answer enable row level security;
create policy app on web.idempotent_answer to hub_app using (workspace_id = tenancy.here());
grant usage on schema web to hub_app;
grant select, insert, update, delete on web.idempotent_answer to hub_app;
