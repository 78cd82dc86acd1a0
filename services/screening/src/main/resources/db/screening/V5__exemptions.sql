-- Exemptions (HRDDP H7): asked for by one person, approved by another, ended and reviewed. Nothing is rewritten.

create table exemption (
    id text primary key,
    code text not null,
    grantor text not null,
    unit text not null,
    record_id text not null,
    version integer not null,
    submitter text not null,
    purpose text not null,
    requester text not null,
    reason text not null,
    at timestamptz not null
);

create table exemption_event (
    position bigint generated always as identity primary key,
    exemption text not null references exemption,
    kind text not null check (kind in ('APPROVED', 'REFUSED', 'ENDED', 'REVIEWED')),
    subject text not null,
    reason text not null,
    at timestamptz not null,
    until timestamptz, -- of an approval: when it ends by itself
    barrier bigint not null,
    unique (exemption, kind)
);

create trigger exemption_is_final before update or delete or truncate on exemption
    for each statement execute function refuse_rewriting();
create trigger exemption_event_is_final before update or delete or truncate on exemption_event
    for each statement execute function refuse_rewriting();
