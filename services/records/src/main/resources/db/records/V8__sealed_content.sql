-- What portions say is sealed, each under a data key of its own, and so is the hash of a submission's body. The data keys stand here alone,
-- wrapped by keys outside the database, for each originator and compartment apart: whoever reads the database without those keys reads no
-- content. Without its row here sealed content never opens again: so it expires, and so it is destroyed, in backups of the other tables too.
create table data_key (
    about text primary key,
    domain text not null,
    wrapped bytea not null,
    wrapped_under integer not null check (wrapped_under > 0)
);

create index data_key_wrapped_under on data_key (wrapped_under);

-- Older rows are sealed before the service answers anything; nothing comes unsealed any more.
alter table portion
    add column sealed bytea,
    alter column content drop not null,
    -- Null above the level up to which there is a text index.
    alter column words drop not null,
    add constraint portion_is_sealed check (content is null) not valid;

create index portion_unsealed on portion (id) where content is not null;

alter table version
    add column sealed_hash bytea,
    alter column body_hash drop not null,
    -- Whether country, tags and place are kept here to search by: not above that level.
    add column searchable boolean not null default true,
    add constraint version_is_sealed check (body_hash is null) not valid;

create index version_unsealed on version (record_id, version) where body_hash is not null;

create index portion_expiring on portion (retain_until) where sealed is not null and retain_until is not null;

-- The level up to which there is something in clear to search by, as it was applied last.
create table search_level (
    level integer not null,
    single boolean primary key default true check (single)
);
