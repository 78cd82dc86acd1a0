-- Append-only Merkle logs (RFC 6962 §2.1): one for each party and the operator's.

create table log (
    id       integer generated always as identity primary key,
    name     text    not null unique,
    size     bigint  not null default 0 check (size >= 0),
    -- Roots of the complete subtrees on the right edge, 32 bytes each: enough to append and to know the root.
    frontier bytea   not null default ''
);

create table entry (
    log           integer     not null references log,
    position      bigint      not null check (position >= 0),
    at            timestamptz not null,
    -- Canonical JSON; the leaf hash is SHA-256(0x00 || salt || body).
    body          text        not null,
    salt          bytea       not null check (length(salt) = 32),
    disclosure_id text,
    primary key (log, position),
    unique (log, disclosure_id)
);

-- Complete subtrees: level 0 are the leaves; a proof reads a number of them that grows with the logarithm of the log.
create table node (
    log      integer  not null references log,
    level    smallint not null,
    position bigint   not null,
    hash     bytea    not null check (length(hash) = 32),
    primary key (log, level, position)
);

-- Who received which record: what a recall asks for.
create table receipt (
    disclosure_id text        not null,
    record_id     text        not null,
    version       integer     not null,
    recipient     text        not null,
    subject       text        not null,
    action        text        not null,
    purpose       text        not null,
    at            timestamptz not null,
    primary key (record_id, disclosure_id, version)
);

-- What waits for the operator's next leaf: denials, holds, policy changes.
create table note (
    id    bigint generated always as identity primary key,
    party text   not null,
    body  text   not null,
    salt  bytea  not null check (length(salt) = 32)
);

-- Intervals that the operator's log has taken in; the leaf at this position is the root over the interval's salted entries.
create table sealed_interval (
    id       bigint primary key,
    position bigint not null unique
);

-- An entry of an interval with its way to the interval's root: what its party alone is shown.
create table opening (
    interval_id bigint  not null references sealed_interval,
    slot        integer not null,
    slots       integer not null,
    party       text    not null,
    body        text    not null,
    salt        bytea   not null check (length(salt) = 32),
    proof       bytea[] not null,
    primary key (interval_id, slot)
);

create index opening_of_party on opening (party, interval_id, slot);

-- Sizes at which party logs were last taken into the operator's log.
create table witnessed (
    log  integer primary key references log,
    size bigint  not null
);

-- Even the owner of the tables does not change by mistake what was appended.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the log is append-only';
end
$$;

create trigger entry_is_final before update or delete or truncate on entry execute function refuse_change();
create trigger node_is_final before update or delete or truncate on node execute function refuse_change();
create trigger receipt_is_final before update or delete or truncate on receipt execute function refuse_change();
create trigger opening_is_final before update or delete or truncate on opening execute function refuse_change();
