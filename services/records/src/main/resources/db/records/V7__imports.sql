-- Imports: jobs that take in a file piece by piece, each piece in one transaction with where the job then stands.

create table import (
    id text primary key,
    party text not null,
    subject text not null,
    name text not null,
    format text not null,
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    mapping text,
    opened_at timestamptz not null,
    completed_at timestamptz,
    -- Number of the next item of the file, from 1.
    next bigint not null default 1 check (next > 0),
    stored bigint not null default 0,
    refused bigint not null default 0,
    check (stored + refused = next - 1)
);

create index import_of_subject on import (subject, opened_at desc);

-- What each piece came to: told again to whoever sends it again.
create table import_piece (
    import text not null references import,
    first bigint not null,
    items integer not null check (items > 0),
    digest text not null,
    stored integer not null,
    refused integer not null,
    at timestamptz not null,
    primary key (import, first),
    check (stored + refused = items)
);

-- Faults of items of which nothing was stored; no content.
create table import_fault (
    position bigint generated always as identity primary key,
    import text not null references import,
    item bigint not null,
    line bigint not null,
    at_column integer not null,
    pointer text not null,
    code text not null,
    message text not null
);

create index import_fault_of_import on import_fault (import, position);

-- Every submission looks here, and would read through a list of pending entries each time.
alter index portion_fingerprints set (fastupdate = off);

-- Versions with the same content as each of several submissions, at most so many of each. Releasers take turns, so that no party crowds out
-- another's content by repeating it; a party's own originals come first in its turn. While a table fills, its statistics are those of a
-- small one, and it would be read whole for each fingerprint: hence the setting.
create function twins(submissions integer[], prints bytea[], most integer)
    returns table (submission integer, record_id text, version integer)
    language sql stable set enable_seqscan = off
as $$
    with asked as (
        select distinct one.submission, one.print from unnest(submissions, prints) as one (submission, print)
    ),
    pair as (
        select distinct asked.submission, met.id, met.record_id, met.version, met.original
        from asked cross join lateral (
            select portion.id, portion.record_id, portion.version, portion.custody::text = '[]' as original
            from portion where portion.fingerprints && array[asked.print]
        ) as met
    ),
    twin as (
        select pair.submission, pair.record_id, pair.version,
            row_number() over (partition by pair.submission, record.releaser
                order by pair.original desc, record.position desc, pair.version desc) as turn
        from pair join record on record.id = pair.record_id
    ),
    ranked as (
        select twin.submission, twin.record_id, twin.version,
            row_number() over (partition by twin.submission order by min(twin.turn), twin.record_id, twin.version) as place
        from twin group by twin.submission, twin.record_id, twin.version
    )
    select ranked.submission, ranked.record_id, ranked.version from ranked where ranked.place <= most
$$;
