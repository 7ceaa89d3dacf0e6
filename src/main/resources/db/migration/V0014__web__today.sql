-- The first steps, put aside by somebody: Today shows them no longer.
create table web.guide_aside (
    workspace_id uuid        primary key,
    put_by       text        not null,
    put_at       timestamptz not null
);
alter table web.guide_aside enable row level security;
create policy app on web.guide_aside to hub_app using (workspace_id = tenancy.here());
grant select, insert, update, delete on web.guide_aside to hub_app;

-- The sends that somebody has to decide about; few among all.
create index message_to_decide on conversations.message (workspace_id, state, state_at desc) where state in ('unknown', 'failed');
