-- Who looks after an entry, and from when on it is not used any more.
alter table assistant.qa_entry add column owner_id uuid, add column valid_until timestamptz;

-- What was removed, as it was: taken back by "undo", forgotten after a month.
create table assistant.removed_entry (
    workspace_id uuid        not null,
    id           uuid        not null,
    entry        jsonb       not null,
    removed_at   timestamptz not null,
    primary key (workspace_id, id)
);

-- A file that was looked at and not taken over yet.
create table assistant.qa_import (
    workspace_id uuid        not null,
    id           uuid        not null,
    entries      jsonb       not null,
    report       jsonb       not null,
    made_at      timestamptz not null,
    primary key (workspace_id, id)
);

-- Words that mean the same in this trade, one list of groups a workspace.
create table assistant.synonyms (
    workspace_id uuid        primary key,
    groups       jsonb       not null,
    updated_at   timestamptz not null
);

-- The configuration that is being written, and all that were in force.
create table assistant.configuration_draft (
    workspace_id uuid        primary key,
    settings     jsonb       not null,
    updated_at   timestamptz not null,
    updated_by   uuid
);
create table assistant.configuration_version (
    workspace_id uuid        not null,
    n            int         not null,
    settings     jsonb       not null,
    published_at timestamptz not null,
    published_by uuid,
    primary key (workspace_id, n)
);
insert into assistant.configuration_version (workspace_id, n, settings, published_at)
    select workspace_id, 1, settings, updated_at from assistant.configuration;

-- An answer that the assistant wrote and did not send; one a conversation, until a person writes or the assistant answers.
create table conversations.draft (
    workspace_id    uuid        not null,
    conversation_id uuid        not null,
    id              uuid        not null,
    text            text        not null,
    reason          text        not null,
    claims          text[]      not null,
    grounds         jsonb       not null,
    at              timestamptz not null,
    primary key (workspace_id, conversation_id),
    foreign key (workspace_id, conversation_id) references conversations.conversation (workspace_id, id)
);

do $$ declare name text; begin
    foreach name in array array['assistant.removed_entry', 'assistant.qa_import', 'assistant.synonyms',
                                'assistant.configuration_draft', 'assistant.configuration_version', 'conversations.draft'] loop
        execute format('alter table %s enable row level security', name);
        execute format('create policy app on %s to hub_app using (workspace_id = tenancy.here())', name);
        execute format('grant select, insert, update, delete on %s to hub_app', name);
    end loop;
end $$;

-- As before, but for entries that hold at that time; without one all are found, for those who look after them. Most of each kind are handed
-- over: where thousands share a word's letters, they would else push out the one that has the rare word.
drop function assistant.search(text[], int);
create function assistant.search(asked text[], most int, at timestamptz) returns table (id uuid, rank real)
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
           and (at is null or e.valid_until is null or e.valid_until > at)
         order by 2 desc limit most),
    by_letters as (
        select e.id, max(extensions.word_similarity(t.word, e.heading)) as rank
          from (select distinct assistant.plain(word) as word from unnest(asked) word where length(word) between 4 and 40 limit 60) t
          join assistant.qa_entry e on e.heading operator(extensions.%>) t.word
         where e.workspace_id = tenancy.here()
           and (at is null or e.valid_until is null or e.valid_until > at)
         group by e.id order by 2 desc limit most)
    select found.id, sum(found.rank)::real as rank
      from (select * from by_words union all select * from by_letters) found
     group by found.id order by 2 desc, 1;
    end;
grant create on schema assistant to hub_search;
alter function assistant.search owner to hub_search;
revoke create on schema assistant from hub_search;
revoke execute on function assistant.search from public;
grant execute on function assistant.search to hub_app;
