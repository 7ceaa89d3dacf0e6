create schema crm;
create table crm.stage (
    workspace_id uuid     not null,
    pipeline     text     not null,
    position     smallint not null,
    name         text     not null,
    primary key (workspace_id, pipeline, name)
);
create table crm.lead (
    workspace_id  uuid        not null,
    id            uuid        not null,
    contact_id    uuid        not null,
    name          text        not null default '',
    email         text,
    phone         text,
    external_id   text,
    company       text        not null default '',
    source        text        not null default '',
    campaign      text        not null default '',
    pipeline      text        not null default 'sales',
    stage         text        not null default 'new',
    status        text        not null default 'open' check (status in ('open', 'won', 'lost')),
    value         bigint      not null default 0,
    currency      text        not null default 'EUR',
    owner_id      uuid,
    tags          text[]      not null default '{}',
    custom_fields jsonb       not null default '{}',
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, contact_id) references contacts.contact (workspace_id, id)
);
create unique index lead_open on crm.lead (workspace_id, contact_id) where status = 'open';
create index lead_newest on crm.lead (workspace_id, created_at desc, id desc);
alter table crm.stage enable row level security;
alter table crm.lead enable row level security;
create policy app on crm.stage to hub_app using (workspace_id = tenancy.here());
create policy app on crm.lead to hub_app using (workspace_id = tenancy.here());
grant usage on schema crm to hub_app;
grant select, insert, update, delete on crm.stage, crm.lead to hub_app;
