-- Versions of records that are offered again when an embargo, or the delay of a clause, is over.
create table deferred (
    party     text        not null,
    purpose   text        not null,
    unit      text,
    record_id text        not null,
    version   integer     not null check (version > 0),
    due_at    timestamptz not null,
    unique nulls not distinct (party, purpose, unit, record_id, version)
);

create index deferred_by_time on deferred (due_at);
