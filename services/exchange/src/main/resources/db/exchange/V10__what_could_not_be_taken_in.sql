-- Events of records that could not be taken into the feed, with all that happened to the same records since: tried again, each record's in
-- order, while the feed goes on without them. A row goes in the transaction that appends what became of it.
create table set_aside (
    sequence  bigint      primary key,
    kind      text        not null,
    record_id text        not null,
    version   integer     not null check (version > 0),
    releaser  text        not null,
    at        timestamptz not null,
    detail    text        not null,
    tries     integer     not null default 0,
    due_at    timestamptz not null
);

create index set_aside_of_record on set_aside (record_id, sequence);
