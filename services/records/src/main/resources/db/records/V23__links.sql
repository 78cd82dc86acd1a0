-- Which record its releaser has linked to which other, and how. In the order in which they were made.
create table link (
    position bigint generated always as identity primary key,
    source   text   not null references record,
    target   text   not null references record check (target <> source),
    relation text   not null,
    unique (source, target)
);

create index link_target on link (target);
