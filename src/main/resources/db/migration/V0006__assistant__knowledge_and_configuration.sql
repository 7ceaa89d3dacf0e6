-- What the assistant knows, and how it is to speak.
create schema assistant;
create function assistant.plain(words text) returns text language sql immutable parallel safe
    return lower(extensions.unaccent('extensions.unaccent'::regdictionary, words));
-- What an entry is found by: its question and its tags.
create function assistant.heading(question text, tags text[]) returns text language sql immutable parallel safe
    return assistant.plain(question || ' ' || array_to_string(tags, ' '));
-- French and English alike, since a lead writes in one and the entry may be in the other; without accents, since phones leave them out.
create function assistant.words(heading text, response text) returns tsvector language sql immutable parallel safe
    return setweight(to_tsvector('pg_catalog.simple', heading) || to_tsvector('pg_catalog.french', heading)
                     || to_tsvector('pg_catalog.english', heading), 'A')
        || setweight(to_tsvector('pg_catalog.french', assistant.plain(response))
                     || to_tsvector('pg_catalog.english', assistant.plain(response)), 'C');

create table assistant.qa_entry (
    workspace_id  uuid        not null,
    id            uuid        not null,
    question      text        not null,
    response      text        not null,
    category      text        not null default '',
    tags          text[]      not null default '{}',
    is_custom     boolean     not null default true,
    usage_count   bigint      not null default 0,
    success_count bigint      not null default 0,
    heading       text        not null generated always as (assistant.heading(question, tags)) stored,
    words         tsvector    not null generated always as (assistant.words(assistant.heading(question, tags), response)) stored,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    primary key (workspace_id, id)
);
create index qa_entry_newest on assistant.qa_entry (workspace_id, created_at desc, id desc);
create index qa_entry_words on assistant.qa_entry using gin (words);
create index qa_entry_parts on assistant.qa_entry using gin (heading extensions.gin_trgm_ops);

-- One a workspace; the mission's aiConfig as it stands.
create table assistant.configuration (
    workspace_id uuid        primary key,
    settings     jsonb       not null,
    updated_at   timestamptz not null
);

alter table assistant.qa_entry enable row level security;
alter table assistant.configuration enable row level security;
create policy app on assistant.qa_entry to hub_app using (workspace_id = tenancy.here());
create policy app on assistant.configuration to hub_app using (workspace_id = tenancy.here());
grant usage on schema assistant to hub_app, hub_search;
grant select, insert, update, delete on assistant.qa_entry, assistant.configuration to hub_app;

-- The entries worth a closer look: whole words by their stems, misspelt ones by the letters they share with a heading.
create policy search on assistant.qa_entry for select to hub_search using (true);
grant select on assistant.qa_entry to hub_search;
create function assistant.search(asked text[], most int) returns table (id uuid, rank real)
    language sql stable security definer set search_path = pg_catalog, extensions set pg_trgm.word_similarity_threshold = 0.45
    begin atomic
    with query as (
        select replace(plainto_tsquery('pg_catalog.simple', spoken)::text, ' & ', ' | ')::tsquery
               || replace(plainto_tsquery('pg_catalog.french', spoken)::text, ' & ', ' | ')::tsquery
               || replace(plainto_tsquery('pg_catalog.english', spoken)::text, ' & ', ' | ')::tsquery as words
          from (select assistant.plain(array_to_string(asked, ' ')) as spoken) s),
    by_words as (
        select e.id, ts_rank(e.words, q.words) as rank
          from assistant.qa_entry e, query q
         where e.workspace_id = tenancy.here() and e.words @@ q.words
         order by 2 desc limit 200),
    by_letters as (
        select e.id, max(extensions.word_similarity(t.word, e.heading)) as rank
          from (select distinct assistant.plain(word) as word from unnest(asked) word where length(word) between 4 and 40 limit 60) t
          join assistant.qa_entry e on e.heading operator(extensions.%>) t.word
         where e.workspace_id = tenancy.here()
         group by e.id order by 2 desc limit 200)
    select found.id, sum(found.rank)::real as rank
      from (select * from by_words union all select * from by_letters) found
     group by found.id order by 2 desc, 1 limit most;
    end;
grant create on schema assistant to hub_search;
alter function assistant.search owner to hub_search;
revoke create on schema assistant from hub_search;
revoke execute on function assistant.search from public;
grant execute on function assistant.search to hub_app;
