-- What the lead's words amounted to, each time they were weighed; the contact carries the last.
alter table contacts.contact add column scored_at timestamptz;
create table assistant.assessment (
    workspace_id    uuid        not null,
    id              uuid        not null,
    contact_id      uuid        not null,
    conversation_id uuid        not null,
    last_message    uuid        not null,
    score           smallint    not null,
    base            smallint    not null,
    sentiment       text        not null check (sentiment in ('positive', 'neutral', 'negative')),
    confidence      smallint    not null,                       -- in percent
    made_by         text        not null check (made_by in ('model', 'rule')),
    model           text,
    note            text,                                       -- why it was by rule
    reasons         jsonb       not null,
    mood            jsonb       not null,
    made_at         timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, last_message),
    foreign key (workspace_id, contact_id) references contacts.contact (workspace_id, id),
    constraint assessment_range check (score between 0 and 100 and confidence between 0 and 100)
);
create index assessment_newest on assistant.assessment (workspace_id, contact_id, made_at desc, id desc);
create index assessment_conversation on assistant.assessment (workspace_id, conversation_id, made_at desc, id desc);

-- From which score on a lead counts as warm or hot here.
create table assistant.threshold (
    workspace_id uuid     not null,
    level        text     not null check (level in ('warm', 'hot')),
    from_score   smallint not null,
    primary key (workspace_id, level),
    constraint threshold_range check (from_score between 1 and 100)
);
alter table assistant.assessment enable row level security;
alter table assistant.threshold enable row level security;
create policy app on assistant.assessment to hub_app using (workspace_id = tenancy.here());
create policy app on assistant.threshold to hub_app using (workspace_id = tenancy.here());
grant select, insert, update, delete on assistant.assessment, assistant.threshold to hub_app;
