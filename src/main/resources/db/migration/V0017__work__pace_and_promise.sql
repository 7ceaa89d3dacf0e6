-- How many items of a queue may begin in a second, whichever nodes begin them. next_at is the first moment that is not given out yet, by
-- the database's own clock, which all nodes share.
create table work.pace (
    workspace_id uuid        not null,
    queue        text        not null,
    per_second   integer     not null check (per_second > 0),
    next_at      timestamptz not null default '-infinity',
    primary key (workspace_id, queue)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
alter table work.pace enable row level security;
create policy app on work.pace to hub_app using (workspace_id = tenancy.here());
create policy engine on work.pace to hub_engine using (true);
grant select, insert, update, delete on work.pace to hub_app;
grant select, update on work.pace to hub_engine;

-- Numbers that were connected before there was a pace.
insert into work.pace (workspace_id, queue, per_second)
select workspace_id, 'connection:' || id, 80 from connections.connection where provider = 'whatsapp' and removed_at is null;

-- What we promise about the number of times a message leaves: strict (at most once), reply (again only after the provider's own error
-- answer), reminder (at least once). A lead's own messages carry the column's default and no promise.
alter table conversations.message add column promise text not null default 'reply' check (promise in ('strict', 'reply', 'reminder'));
