-- Records, their versions and portions, the label classes that portions share, and the outbox.
--
-- Lock order of every writing transaction: idempotency key, record row, label classes, outbox, barrier.

create extension if not exists unaccent;

-- Words as they are written, in any language, without accents.
create text search configuration words (copy = pg_catalog.simple);
alter text search configuration words
    alter mapping for hword, hword_part, word with unaccent, simple;

-- What policy reads of many portions alike. Ids are given out under a lock until commit, so that whoever has read up to an id has
-- missed none below it.
create table label_class (
    id integer generated always as identity primary key,
    key text not null unique check (key ~ '^[0-9a-f]{64}$'),
    facts json not null
);

create table record (
    id text primary key,
    position bigint generated always as identity unique,
    releaser text not null,
    state text not null check (state in ('ACTIVE', 'QUARANTINED', 'RECALLED')),
    current_version integer not null check (current_version > 0),
    created_at timestamptz not null
);

create table version (
    record_id text not null references record,
    version integer not null check (version > 0),
    stored_at timestamptz not null,
    submitter text not null,
    type text not null,
    areas text[] not null,
    policy_tags text[] not null,
    quarantine_cause text,
    body_hash text not null,
    derived_from text[] not null,
    -- Of the head portion, to search by; they count only where its class is permitted.
    head_class integer references label_class,
    event_time timestamptz,
    valid_until timestamptz,
    country text,
    tags text[] not null,
    -- The place at every exactness in which it can leave (exact, 10 km, 50 km), in one box.
    place box,
    primary key (record_id, version)
);

create index version_derived_from on version using gin (derived_from);
create index version_tags on version using gin (tags);
create index version_place on version using gist (place);

create table portion (
    id text primary key,
    record_id text not null,
    version integer not null,
    ordinal integer not null,
    field text not null,
    class_id integer not null references label_class,
    label json not null,
    original_marking text not null,
    source_type text not null,
    custody json not null,
    derived_from text[] not null,
    content json not null,
    words tsvector not null,
    foreign key (record_id, version) references version,
    unique (record_id, version, ordinal)
);

create index portion_words on portion using gin (words);

-- Keys are scoped to the submitter's party: another party's key is never met.
create table idempotency (
    party text not null,
    key text not null,
    body_hash text not null,
    record_id text not null,
    version integer not null,
    at timestamptz not null,
    primary key (party, key)
);

-- What was rejected above the hosting ceiling: no bytes, only this.
create table rejection (
    id text primary key,
    party text not null,
    submitter text not null,
    marking text not null,
    level text not null,
    ceiling text not null,
    salt text not null,
    salted_hash text not null,
    at timestamptz not null
);

create index rejection_party on rejection (party, at);

create table recall (
    id text primary key,
    record_id text not null unique references record,
    party text not null,
    subject text not null,
    reason text not null,
    at timestamptz not null
);

-- Writers hold the outbox's advisory lock shared from before they take a sequence until they commit; a reader takes it exclusively
-- for a moment. So nothing earlier can still appear behind what a reader has seen.
create table event (
    sequence bigint generated always as identity primary key,
    kind text not null check (kind in ('SUBMITTED', 'REVISED', 'RECALLED')),
    record_id text not null references record,
    version integer not null,
    releaser text not null,
    at timestamptz not null,
    detail text not null
);
