-- The person in one row, for modules above. An address that somebody put in by hand stands before those that were found.
alter table contacts.address add column preferred boolean not null default false;
create view contacts.person with (security_invoker = true) as
    select c.workspace_id, c.id as contact_id, c.name, c.score,
           (select a.value from contacts.address a
             where a.workspace_id = c.workspace_id and a.contact_id = c.id and a.kind = 'email' order by a.preferred desc, a.value limit 1) as email,
           (select a.value from contacts.address a
             where a.workspace_id = c.workspace_id and a.contact_id = c.id and a.kind = 'phone' order by a.preferred desc, a.value limit 1) as phone
      from contacts.contact c;
grant select on contacts.person to hub_app;

-- Stages have an id, since their names change. Every workspace begins with the same four.
alter table crm.stage add column id uuid not null default gen_random_uuid();
create unique index stage_id on crm.stage (workspace_id, id);
insert into crm.stage (workspace_id, pipeline, position, name)
select w.workspace_id, 'sales', s.position, s.name
  from identity.workspace w cross join (values (1, 'new'), (2, 'contacted'), (3, 'qualified'), (4, 'appointment')) as s (position, name)
    on conflict do nothing;

-- Since when a lead is where it is. Name, e-mail and phone are the person's from now on; the lead's own columns are no longer read.
alter table crm.lead add column stage_since timestamptz;
update crm.lead set stage_since = updated_at;
alter table crm.lead alter column stage_since set not null;
create unique index lead_external on crm.lead (workspace_id, external_id) where external_id is not null;
create index lead_stage on crm.lead (workspace_id, pipeline, status, stage);
create index lead_contact on crm.lead (workspace_id, contact_id);
create index lead_updated on crm.lead (workspace_id, updated_at desc, id desc);

-- Search by a part of the company or of the caller's own id, or by people found elsewhere; through a function, as for contacts.
create index lead_company_parts on crm.lead using gin (contacts.plain(company) extensions.gin_trgm_ops);
create policy search on crm.lead for select to hub_search using (true);
grant usage on schema crm to hub_search;
grant select on crm.lead to hub_search;
create function crm.search(words text, people uuid[], most int) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, extensions
    begin atomic
    select l.id from crm.lead l
     where l.workspace_id = tenancy.here()
       and (l.contact_id = any (people) or l.external_id = words
            or contacts.plain(l.company) like '%' || replace(replace(replace(contacts.plain(words), '\', '\\'), '%', '\%'), '_', '\_') || '%')
     order by l.created_at desc, l.id desc limit most;
    end;
grant create on schema crm to hub_search;
alter function crm.search owner to hub_search;
revoke create on schema crm from hub_search;
revoke execute on function crm.search from public;
grant execute on function crm.search to hub_app;
