-- Parties and agreements as they were entered, what happened to them since, and the bundles made of them.
-- Nothing here is rewritten: a change is a further row that says who, when and why.

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'history of % is never rewritten', tg_table_name;
end
$$;

-- Master documents: party, unit, account, group, markings, vocabulary, settings, party-key.
create table master_version (
    kind text not null,
    id text not null,
    version integer not null check (version > 0),
    body jsonb not null,
    subject text not null,
    reason text not null,
    at timestamptz not null,
    primary key (kind, id, version)
);

create view master as
    select distinct on (kind, id) kind, id, version, body
    from master_version
    order by kind, id, version desc;

-- The terms that the parties signed: an agreement without state, hash, signatures and suspensions.
create table agreement (
    id text not null,
    version integer not null check (version > 0),
    terms jsonb not null,
    hash text not null check (hash ~ '^[0-9a-f]{64}$'),
    state text not null,
    position bigint generated always as identity,
    subject text not null,
    at timestamptz not null,
    primary key (id, version)
);

create table signature (
    agreement text not null,
    version integer not null,
    party text not null,
    key_id text not null,
    value text not null,
    at timestamptz not null,
    primary key (agreement, version, party),
    foreign key (agreement, version) references agreement
);

-- What happened to an agreement after it was entered, in order.
create table agreement_event (
    position bigint generated always as identity primary key,
    agreement text not null,
    kind text not null check (kind in ('SUSPENDED', 'REINSTATED')),
    party text not null,
    subject text not null,
    reason text not null,
    at timestamptz not null,
    barrier bigint not null
);

create index agreement_event_by_agreement on agreement_event (agreement, position);

-- One signed bundle per barrier version, whoever builds it first.
create table bundle (
    version bigint primary key check (version > 0),
    payload text not null,
    key_id text not null,
    signature text not null,
    issued_at timestamptz not null,
    built_by text not null
);

-- Agreements that did not enter the bundle, and why.
create table omission (
    version bigint not null references bundle,
    agreement text not null,
    reason text not null,
    primary key (version, agreement)
);

create trigger master_version_is_final before update or delete or truncate on master_version
    for each statement execute function refuse_rewriting();
create trigger agreement_is_final before update or delete or truncate on agreement
    for each statement execute function refuse_rewriting();
create trigger signature_is_final before update or delete or truncate on signature
    for each statement execute function refuse_rewriting();
create trigger agreement_event_is_final before update or delete or truncate on agreement_event
    for each statement execute function refuse_rewriting();
create trigger bundle_is_final before update or delete or truncate on bundle
    for each statement execute function refuse_rewriting();
create trigger omission_is_final before update or delete or truncate on omission
    for each statement execute function refuse_rewriting();

-- The one clock by which leases are given and end: the server's, so that authorities on several machines agree.
create function lease_clock() returns timestamptz language sql volatile as $$
    select clock_timestamp()
$$;

-- Until when a gateway may decide under a version. A gateway has a row for each version that it may still use:
-- confirming a version removes the lower ones, so that none is ever prolonged by confirming another.
create table lease (
    gateway text not null,
    version bigint not null,
    expires_at timestamptz not null,
    primary key (gateway, version)
);

-- Entries for the operator's log that audit has not yet confirmed.
create table note (
    position bigint generated always as identity primary key,
    kind text not null,
    subject text not null,
    party text not null,
    detail text not null
);
