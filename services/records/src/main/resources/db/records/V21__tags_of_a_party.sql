-- Tags that a party has put on records for itself: sealed as content is, for the party alone, and found by a keyed hash of party and tag.
create table local_tag (
    id        text        primary key,
    record_id text        not null references record,
    party     text        not null,
    digest    bytea       not null,
    subject   text        not null,
    at        timestamptz not null,
    sealed    bytea       not null,
    unique (digest, record_id)
);

create index local_tag_of_record on local_tag (record_id, party);
