-- Attachments: portions whose content is a file. Adding one makes a version in which the portions before stand unchanged, and so they are
-- not written again: a portion stands in the versions from its first to its own, and its own is the last.
alter table portion
    -- Null: it came with its own version.
    add column first_version integer,
    -- When it came, where that was with an earlier version.
    add column since timestamptz,
    add column attachment text,
    add constraint portion_came_before check ((first_version is null) = (since is null)),
    add constraint portion_versions check (first_version < version);

create index portion_attachment on portion (attachment) where attachment is not null;

-- Bytes, of which nothing is known until they are attached. Their data key is in data_key; without it they never open again.
create table attachment (
    id text primary key,
    -- Null until it is attached.
    record_id text,
    domain text not null,
    pieces integer not null check (pieces > 0),
    uploader text not null,
    begun_at timestamptz not null
);

create index attachment_of_record on attachment (record_id);
create index attachment_loose on attachment (begun_at) where record_id is null;

create table attachment_piece (
    attachment text not null references attachment on delete cascade,
    ordinal integer not null check (ordinal >= 0),
    sealed bytea not null,
    primary key (attachment, ordinal)
);
-- They do not get smaller.
alter table attachment_piece alter column sealed set storage external;
