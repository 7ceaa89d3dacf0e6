-- How often an entry was used and how often it helped, beside it: what changes with each reply must not leave a version of the whole entry
-- behind in each of the indexes by which entries are found.
create table assistant.qa_count (
    workspace_id  uuid   not null,
    entry_id      uuid   not null,
    usage_count   bigint not null default 0,
    success_count bigint not null default 0,
    primary key (workspace_id, entry_id),
    foreign key (workspace_id, entry_id) references assistant.qa_entry on delete cascade
);
insert into assistant.qa_count
    select workspace_id, id, usage_count, success_count from assistant.qa_entry where usage_count > 0 or success_count > 0;
alter table assistant.qa_entry drop column usage_count, drop column success_count;

alter table assistant.qa_count enable row level security;
create policy app on assistant.qa_count to hub_app using (workspace_id = tenancy.here());
grant select, insert, update, delete on assistant.qa_count to hub_app;
