-- Sanctions lists: what was published, what that changed, and whose names are like listed ones. Nothing here is rewritten.

create table sanctions_list (
    version bigint primary key,
    published text not null,
    digest text not null, -- SHA-256 of the bytes
    individuals integer not null,
    entities integer not null,
    added integer not null,
    changed integer not null,
    delisted integer not null,
    party text not null,
    subject text not null,
    at timestamptz not null
);

-- The list in force is the last event of each entry, but for those delisted.
create table sanctions_event (
    position bigint generated always as identity primary key,
    version bigint not null references sanctions_list,
    entry text not null,
    kind text not null check (kind in ('ADDED', 'CHANGED', 'DELISTED')),
    digest text not null, -- of the entry: a match belongs to the entry as it was
    body jsonb not null
);

create index sanctions_event_by_entry on sanctions_event (entry, position desc);

-- What a task of kind list-match asks. The task's cause is the pair with both versions, so that it is never asked twice.
create table list_match (
    task text primary key references task,
    party text not null, -- who is asked
    subject_kind text not null check (subject_kind in ('PERSON', 'COMMANDER', 'UNIT', 'PARTY', 'RECORD')),
    subject text not null,
    name text, -- null for a record
    entry text not null,
    entry_digest text not null,
    entry_body jsonb not null,
    listed_name text not null,
    score double precision not null,
    comparison jsonb,
    level smallint not null -- of the content that the name stands in; 0 for what the policy names
);

create index list_match_by_party on list_match (party);
create index list_match_by_entry on list_match (entry);

-- Up to which event of records' outbox they have been compared with a version of the list.
create table records_compared (
    version bigint primary key references sanctions_list,
    sequence bigint not null
);

create table list_match_ruling (
    position bigint generated always as identity primary key,
    task text not null unique references list_match,
    ruling text not null check (ruling in ('MATCH', 'NO_MATCH', 'LAPSED')),
    subject text not null,
    reason text not null,
    at timestamptz not null
);

create trigger sanctions_list_is_final before update or delete or truncate on sanctions_list
    for each statement execute function refuse_rewriting();
create trigger sanctions_event_is_final before update or delete or truncate on sanctions_event
    for each statement execute function refuse_rewriting();
create trigger list_match_is_final before update or delete or truncate on list_match
    for each statement execute function refuse_rewriting();
create trigger list_match_ruling_is_final before update or delete or truncate on list_match_ruling
    for each statement execute function refuse_rewriting();
