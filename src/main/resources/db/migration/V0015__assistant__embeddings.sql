-- What entries mean, as a model's numbers: one signed byte a dimension, of the entry as it stood at a moment. All of it can be made again.
create table assistant.qa_embedding (
    workspace_id     uuid        not null,
    entry_id         uuid        not null,
    model            text        not null,
    entry_updated_at timestamptz not null,
    direction        bytea       not null,
    primary key (workspace_id, entry_id),
    foreign key (workspace_id, entry_id) references assistant.qa_entry on delete cascade
);
alter table assistant.qa_embedding enable row level security;
create policy app on assistant.qa_embedding to hub_app using (workspace_id = tenancy.here());
grant select, insert, update, delete on assistant.qa_embedding to hub_app;
