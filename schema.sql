-- Written by the build from the catalogues; the migrations are in src/main/resources/db/migration.

table assistant.assessment
    workspace_id       uuid not null
    id                 uuid not null
    contact_id         uuid not null
    conversation_id    uuid not null
    last_message       uuid not null
    score              smallint not null
    base               smallint not null
    sentiment          text not null
    confidence         smallint not null
    made_by            text not null
    model              text
    note               text
    reasons            jsonb not null
    mood               jsonb not null
    made_at            timestamp with time zone not null
    CHECK ((made_by = ANY (ARRAY['model'::text, 'rule'::text])))
    CHECK ((((score >= 0) AND (score <= 100)) AND ((confidence >= 0) AND (confidence <= 100))))
    CHECK ((sentiment = ANY (ARRAY['positive'::text, 'neutral'::text, 'negative'::text])))
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts.contact(workspace_id, id)
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table assistant.configuration
    workspace_id       uuid not null
    settings           jsonb not null
    updated_at         timestamp with time zone not null
    PRIMARY KEY (workspace_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table assistant.configuration_draft
    workspace_id       uuid not null
    settings           jsonb not null
    updated_at         timestamp with time zone not null
    updated_by         uuid
    PRIMARY KEY (workspace_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table assistant.configuration_version
    workspace_id       uuid not null
    n                  integer not null
    settings           jsonb not null
    published_at       timestamp with time zone not null
    published_by       uuid
    PRIMARY KEY (workspace_id, n)
    policy app for all to hub_app (workspace_id = tenancy.here())

table assistant.qa_count
    workspace_id       uuid not null
    entry_id           uuid not null
    usage_count        bigint not null default 0
    success_count      bigint not null default 0
    FOREIGN KEY (workspace_id, entry_id) REFERENCES assistant.qa_entry(workspace_id, id) ON DELETE CASCADE
    PRIMARY KEY (workspace_id, entry_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table assistant.qa_embedding
    workspace_id       uuid not null
    entry_id           uuid not null
    model              text not null
    entry_updated_at   timestamp with time zone not null
    direction          bytea not null
    FOREIGN KEY (workspace_id, entry_id) REFERENCES assistant.qa_entry(workspace_id, id) ON DELETE CASCADE
    PRIMARY KEY (workspace_id, entry_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table assistant.qa_entry
    workspace_id       uuid not null
    id                 uuid not null
    question           text not null
    response           text not null
    category           text not null default ''::text
    tags               text[] not null default '{}'::text[]
    is_custom          boolean not null default true
    heading            text not null default assistant.heading(question, tags)
    words              tsvector not null default assistant.words(assistant.heading(question, tags), response)
    created_at         timestamp with time zone not null
    updated_at         timestamp with time zone not null
    owner_id           uuid
    valid_until        timestamp with time zone
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy search for select to hub_search true

table assistant.qa_import
    workspace_id       uuid not null
    id                 uuid not null
    entries            jsonb not null
    report             jsonb not null
    made_at            timestamp with time zone not null
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table assistant.removed_entry
    workspace_id       uuid not null
    id                 uuid not null
    entry              jsonb not null
    removed_at         timestamp with time zone not null
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table assistant.synonyms
    workspace_id       uuid not null
    groups             jsonb not null
    updated_at         timestamp with time zone not null
    PRIMARY KEY (workspace_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table assistant.threshold
    workspace_id       uuid not null
    level              text not null
    from_score         smallint not null
    CHECK ((level = ANY (ARRAY['warm'::text, 'hot'::text])))
    CHECK (((from_score >= 1) AND (from_score <= 100)))
    PRIMARY KEY (workspace_id, level)
    policy app for all to hub_app (workspace_id = tenancy.here())

table connections.account
    workspace_id       uuid not null
    connection_id      uuid not null
    provider           text not null
    account            text not null
    exclusive          boolean not null
    FOREIGN KEY (workspace_id, connection_id) REFERENCES connections.connection(workspace_id, id) ON DELETE CASCADE
    PRIMARY KEY (workspace_id, connection_id, account)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy engine for select to hub_engine true

table connections.connection
    workspace_id       uuid not null
    id                 uuid not null
    provider           text not null
    name               text not null
    path               text not null
    origin             text not null
    settings           jsonb not null
    secrets            bytea not null
    state              text not null default 'working'::text
    state_reason       text
    created_at         timestamp with time zone not null
    changed_at         timestamp with time zone not null
    removed_at         timestamp with time zone
    checked_at         timestamp with time zone
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy engine for select to hub_engine true

table connections.envelope
    workspace_id       uuid not null
    id                 uuid not null
    connection_id      uuid not null
    headers            jsonb not null
    body               bytea not null
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy door for insert to hub_engine true

table connections.finding
    workspace_id       uuid not null
    connection_id      uuid not null
    position           integer not null
    code               text not null
    verdict            text not null
    arguments          text[] not null
    action             text
    FOREIGN KEY (workspace_id, connection_id) REFERENCES connections.connection(workspace_id, id) ON DELETE CASCADE
    PRIMARY KEY (workspace_id, connection_id, "position")
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy engine for all to hub_engine true

table connections.life
    workspace_id       uuid not null
    connection_id      uuid not null
    webhook_at         timestamp with time zone
    sent_at            timestamp with time zone
    FOREIGN KEY (workspace_id, connection_id) REFERENCES connections.connection(workspace_id, id) ON DELETE CASCADE
    PRIMARY KEY (workspace_id, connection_id)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy engine for all to hub_engine true

table connections.news
    workspace_id       uuid not null
    connection_id      uuid not null
    topic              text not null
    detail             text not null
    at                 timestamp with time zone not null
    FOREIGN KEY (workspace_id, connection_id) REFERENCES connections.connection(workspace_id, id) ON DELETE CASCADE
    PRIMARY KEY (workspace_id, connection_id, topic)
    policy app for all to hub_app (workspace_id = tenancy.here())

table connections.unclaimed
    id                 uuid not null
    provider           text not null
    account            text not null
    signers            text[] not null
    headers            jsonb not null
    body               bytea not null
    PRIMARY KEY (id)
    policy engine for all to hub_engine true

table connections.unreadable
    workspace_id       uuid not null
    id                 uuid not null
    connection_id      uuid not null
    headers            jsonb not null
    body               bytea not null
    reason             text not null
    set_aside_at       timestamp with time zone not null
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table contacts.address
    workspace_id       uuid not null
    kind               text not null
    value              text not null
    contact_id         uuid not null
    as_written         text not null
    created_at         timestamp with time zone not null
    preferred          boolean not null default false
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts.contact(workspace_id, id)
    PRIMARY KEY (workspace_id, kind, value)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy search for select to hub_search true

table contacts.consent
    workspace_id       uuid not null
    channel            text not null
    address            text not null
    contact_id         uuid not null
    state              text not null
    source             text not null
    decided_at         timestamp with time zone not null
    CHECK ((state = ANY (ARRAY['stopped'::text, 'open'::text, 'no-marketing'::text])))
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts.contact(workspace_id, id)
    PRIMARY KEY (workspace_id, channel, address)
    policy app for all to hub_app (workspace_id = tenancy.here())

table contacts.contact
    workspace_id       uuid not null
    id                 uuid not null
    person_id          uuid not null
    name               text not null default ''::text
    origin             text not null
    score              smallint
    sentiment          text
    consent_version    bigint not null default 0
    created_at         timestamp with time zone not null
    updated_at         timestamp with time zone not null
    scored_at          timestamp with time zone
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy search for select to hub_search true

table contacts.unreachable
    workspace_id       uuid not null
    channel            text not null
    contact_id         uuid not null
    reason             text not null
    until              timestamp with time zone not null
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts.contact(workspace_id, id)
    PRIMARY KEY (workspace_id, channel, contact_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table conversations.attempt
    workspace_id       uuid not null
    message_id         uuid not null
    n                  smallint not null
    epoch              bigint not null
    started_at         timestamp with time zone not null
    ended_at           timestamp with time zone
    result             text
    failure            text
    detail             text
    FOREIGN KEY (workspace_id, message_id) REFERENCES conversations.message(workspace_id, id)
    PRIMARY KEY (workspace_id, message_id, n)
    policy app for all to hub_app (workspace_id = tenancy.here())

table conversations.conversation
    workspace_id       uuid not null
    id                 uuid not null
    contact_id         uuid not null
    connection_id      uuid not null
    channel            text not null
    number             text
    provider_user      text
    status             text not null default 'active'::text
    owner_id           uuid
    epoch              bigint not null default 0
    waiting_since      timestamp with time zone
    waiting_reason     text
    turn_since         timestamp with time zone
    window_until       timestamp with time zone
    last_inbound_at    timestamp with time zone
    last_inbound_id    uuid
    last_at            timestamp with time zone not null
    last_sender        text not null default ''::text
    last_text          text not null default ''::text
    unread             integer not null default 0
    referral           jsonb
    created_at         timestamp with time zone not null
    updated_at         timestamp with time zone not null
    CHECK ((status = ANY (ARRAY['active'::text, 'closed'::text, 'scheduled'::text])))
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts.contact(workspace_id, id)
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table conversations.draft
    workspace_id       uuid not null
    conversation_id    uuid not null
    id                 uuid not null
    text               text not null
    reason             text not null
    claims             text[] not null
    grounds            jsonb not null
    at                 timestamp with time zone not null
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations.conversation(workspace_id, id)
    PRIMARY KEY (workspace_id, conversation_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table conversations.early_status
    workspace_id       uuid not null
    connection_id      uuid not null
    provider_id        text not null
    status             text not null
    failure            jsonb
    at                 timestamp with time zone not null
    came_at            timestamp with time zone not null
    PRIMARY KEY (workspace_id, connection_id, provider_id, status)
    policy app for all to hub_app (workspace_id = tenancy.here())

table conversations.event
    workspace_id       uuid not null
    id                 uuid not null
    conversation_id    uuid not null
    kind               text not null
    user_id            uuid
    reason             text
    leaving            integer not null default 0
    at                 timestamp with time zone not null
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations.conversation(workspace_id, id)
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table conversations.message
    workspace_id       uuid not null
    id                 uuid not null
    conversation_id    uuid not null
    connection_id      uuid not null
    sender             text not null
    author_id          uuid
    text               text not null default ''::text
    content            jsonb not null default '{}'::jsonb
    provider_id        text
    replies_to         text
    client_id          text
    epoch              bigint not null default 0
    state              text not null
    reason             text
    detail             text
    leaving            boolean not null default false
    grounds            jsonb
    at                 timestamp with time zone not null
    created_at         timestamp with time zone not null
    state_at           timestamp with time zone not null
    promise            text not null default 'reply'::text
    CHECK ((promise = ANY (ARRAY['strict'::text, 'reply'::text, 'reminder'::text])))
    CHECK ((sender = ANY (ARRAY['contact'::text, 'bot'::text, 'user'::text])))
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations.conversation(workspace_id, id)
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy search for select to hub_search true

table conversations.missing_delivery
    workspace_id       uuid not null
    envelope_id        uuid not null
    day                date not null
    connection_id      uuid not null
    messages           integer not null
    statuses           integer not null
    provider_id        text not null
    PRIMARY KEY (workspace_id, envelope_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table conversations.reaction
    workspace_id       uuid not null
    connection_id      uuid not null
    provider_id        text not null
    contact_id         uuid not null
    emoji              text not null
    at                 timestamp with time zone not null
    PRIMARY KEY (workspace_id, connection_id, provider_id, contact_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table conversations.reconciliation
    workspace_id       uuid not null
    day                date not null
    whole              boolean not null
    asked_at           timestamp with time zone not null
    started_at         timestamp with time zone
    finished_at        timestamp with time zone
    acknowledged       integer not null default 0
    unreadable         integer not null default 0
    waiting            integer not null default 0
    dead               integer not null default 0
    missing            integer not null default 0
    messages           integer not null default 0
    statuses           integer not null default 0
    strangers          integer not null default 0
    PRIMARY KEY (workspace_id, day)
    policy app for all to hub_app (workspace_id = tenancy.here())

table credits.setting
    workspace_id       uuid not null
    unlimited          boolean not null
    changed_at         timestamp with time zone not null
    PRIMARY KEY (workspace_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table crm.lead
    workspace_id       uuid not null
    id                 uuid not null
    contact_id         uuid not null
    name               text not null default ''::text
    email              text
    phone              text
    external_id        text
    company            text not null default ''::text
    source             text not null default ''::text
    campaign           text not null default ''::text
    pipeline           text not null default 'sales'::text
    stage              text not null default 'new'::text
    status             text not null default 'open'::text
    value              bigint not null default 0
    currency           text not null default 'EUR'::text
    owner_id           uuid
    tags               text[] not null default '{}'::text[]
    custom_fields      jsonb not null default '{}'::jsonb
    created_at         timestamp with time zone not null
    updated_at         timestamp with time zone not null
    stage_since        timestamp with time zone not null
    CHECK ((status = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text])))
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts.contact(workspace_id, id)
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy search for select to hub_search true

table crm.stage
    workspace_id       uuid not null
    pipeline           text not null
    position           smallint not null
    name               text not null
    id                 uuid not null default gen_random_uuid()
    PRIMARY KEY (workspace_id, pipeline, name)
    policy app for all to hub_app (workspace_id = tenancy.here())

table identity.api_key
    workspace_id       uuid not null
    id                 uuid not null
    name               text not null
    hash               bytea not null
    last_four          text not null
    scopes             text[] not null
    created_by         uuid not null
    created_at         timestamp with time zone not null
    ends_at            timestamp with time zone
    revoked_at         timestamp with time zone
    FOREIGN KEY (created_by) REFERENCES identity.hub_user(id)
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table identity.hub_user  -- no policy
    id                 uuid not null
    email              text not null
    name               text not null
    password_hash      text
    token_version      integer not null default 0
    disabled_at        timestamp with time zone
    created_at         timestamp with time zone not null
    CHECK ((email = lower(email)))
    PRIMARY KEY (id)

table identity.member
    workspace_id       uuid not null
    user_id            uuid not null
    role               text not null
    created_at         timestamp with time zone not null
    CHECK ((role = ANY (ARRAY['OWNER'::text, 'MEMBER'::text])))
    FOREIGN KEY (user_id) REFERENCES identity.hub_user(id)
    PRIMARY KEY (workspace_id, user_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table identity.one_time_link  -- no policy
    hash               bytea not null
    purpose            text not null
    user_id            uuid
    created_at         timestamp with time zone not null
    ends_at            timestamp with time zone not null
    used_at            timestamp with time zone
    CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'first-owner'::text])))
    FOREIGN KEY (user_id) REFERENCES identity.hub_user(id)
    PRIMARY KEY (hash)

table identity.refresh_token  -- no policy
    hash               bytea not null
    family             uuid not null
    user_id            uuid not null
    created_at         timestamp with time zone not null
    ends_at            timestamp with time zone not null
    used_at            timestamp with time zone
    FOREIGN KEY (user_id) REFERENCES identity.hub_user(id)
    PRIMARY KEY (hash)

table identity.session  -- no policy
    hash               bytea not null
    user_id            uuid not null
    workspace_id       uuid not null
    created_at         timestamp with time zone not null
    seen_at            timestamp with time zone not null
    ends_at            timestamp with time zone not null
    FOREIGN KEY (user_id) REFERENCES identity.hub_user(id)
    PRIMARY KEY (hash)

table identity.workspace
    workspace_id       uuid not null
    name               text not null
    locale             text not null
    zone               text not null
    created_at         timestamp with time zone not null
    PRIMARY KEY (workspace_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table ledger.account
    workspace_id       uuid not null
    kind               text not null
    holder             uuid not null
    source             boolean not null default false
    balance            bigint not null default 0
    reserved           bigint not null default 0
    CHECK ((source OR (balance >= reserved)))
    CHECK ((reserved >= 0))
    PRIMARY KEY (workspace_id, kind, holder)
    policy app for all to hub_app (workspace_id = tenancy.here())

table ledger.entry
    workspace_id       uuid not null
    id                 uuid not null
    from_kind          text not null
    from_holder        uuid not null
    to_kind            text not null
    to_holder          uuid not null
    amount             bigint not null
    reference          text not null
    why                text not null
    note               text not null default ''::text
    subject            uuid
    by_user            uuid
    made_at            timestamp with time zone not null
    CHECK ((amount > 0))
    CHECK (((from_kind <> to_kind) OR (from_holder <> to_holder)))
    FOREIGN KEY (workspace_id, from_kind, from_holder) REFERENCES ledger.account(workspace_id, kind, holder)
    FOREIGN KEY (workspace_id, to_kind, to_holder) REFERENCES ledger.account(workspace_id, kind, holder)
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table ledger.reservation
    workspace_id       uuid not null
    id                 uuid not null
    kind               text not null
    holder             uuid not null
    amount             bigint not null
    reference          text not null
    state              text not null default 'open'::text
    made_at            timestamp with time zone not null
    kept_until         timestamp with time zone not null
    CHECK ((amount > 0))
    CHECK ((state = ANY (ARRAY['open'::text, 'settled'::text, 'released'::text])))
    FOREIGN KEY (workspace_id, kind, holder) REFERENCES ledger.account(workspace_id, kind, holder)
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table vault.workspace_key
    workspace_id       uuid not null
    id                 uuid not null
    wrapped            bytea not null
    created_at         timestamp with time zone not null
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table web.guide_aside
    workspace_id       uuid not null
    put_by             text not null
    put_at             timestamp with time zone not null
    PRIMARY KEY (workspace_id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table web.idempotent_answer
    workspace_id       uuid not null
    caller             text not null
    key                text not null
    id                 uuid not null
    fingerprint        bytea not null
    begun_at           timestamp with time zone not null
    status             smallint
    content_type       text
    location           text
    body               bytea
    PRIMARY KEY (workspace_id, caller, key)
    policy app for all to hub_app (workspace_id = tenancy.here())

table work.dead
    workspace_id       uuid not null
    queue              text not null
    due_at             timestamp with time zone not null
    id                 bigint not null
    lane               uuid not null
    kind               text not null
    payload            jsonb not null
    key                text
    attempts           smallint not null
    held               boolean not null
    reason             text not null
    died_at            timestamp with time zone not null
    PRIMARY KEY (workspace_id, id)
    policy app for all to hub_app (workspace_id = tenancy.here())

table work.desk
    workspace_id       uuid not null
    node_id            uuid
    crashes            smallint not null default 0
    PRIMARY KEY (workspace_id)
    policy app for insert to hub_app (workspace_id = tenancy.here())
    policy engine for all to hub_engine true

table work.item
    workspace_id       uuid not null
    queue              text not null
    due_at             timestamp with time zone not null
    id                 bigint not null
    lane               uuid not null
    kind               text not null
    payload            jsonb not null
    key                text
    attempts           smallint not null default 0
    held               boolean not null default false
    PRIMARY KEY (workspace_id, queue, due_at, id)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy engine for all to hub_engine true

table work.node  -- no policy
    id                 uuid not null
    alive_until        timestamp with time zone not null
    PRIMARY KEY (id)

table work.pace
    workspace_id       uuid not null
    queue              text not null
    per_second         integer not null
    next_at            timestamp with time zone not null default '-infinity'::timestamp with time zone
    CHECK ((per_second > 0))
    PRIMARY KEY (workspace_id, queue)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy engine for all to hub_engine true

table work.pause
    workspace_id       uuid not null
    queue              text not null
    until              timestamp with time zone not null
    reason             text not null
    PRIMARY KEY (workspace_id, queue)
    policy app for all to hub_app (workspace_id = tenancy.here())
    policy engine for all to hub_engine true
