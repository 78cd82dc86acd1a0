-- Records that were possibly obtained by mistreatment, or by a blocked method, and how they were ruled (HRDDP H10). Nothing of the content:
-- a case outlives a record that is destroyed, and so it refers to none.

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'history of % is never rewritten', tg_table_name;
end
$$;

create table quarantine (
    id text primary key,
    record_id text not null,
    releaser text not null,
    submitter text not null,
    marking text not null,
    cause text not null,
    party text not null,
    subject text not null,
    at timestamptz not null
);

create index quarantine_of_record on quarantine (record_id, at);
create index quarantine_of_releaser on quarantine (releaser, at);

create table quarantine_ruling (
    quarantine text primary key references quarantine,
    ruling text not null check (ruling in ('RELEASE', 'DESTROY')),
    party text not null,
    subject text not null,
    reason text not null,
    salt text,
    salted_hash text,
    at timestamptz not null,
    barrier bigint not null,
    check ((ruling = 'DESTROY') = (salted_hash is not null)),
    check ((salt is null) = (salted_hash is null))
);

-- What was in quarantine before there were cases.
insert into quarantine (id, record_id, releaser, submitter, marking, cause, party, subject, at)
    select gen_random_uuid()::text, record.id, record.releaser, version.submitter,
        coalesce((select portion.original_marking from portion
            where portion.record_id = record.id and portion.version = version.version
            order by array_position(array['UNCLASSIFIED', 'RESTRICTED', 'CONFIDENTIAL', 'STRICTLY_CONFIDENTIAL'],
                portion.label ->> 'level') desc nulls first, portion.ordinal limit 1), ''),
        coalesce(version.quarantine_cause, 'an earlier version'), record.releaser, version.submitter, version.stored_at
    from record join version on version.record_id = record.id and version.version = record.current_version
    where record.state = 'QUARANTINED';

create trigger quarantine_is_final before update or delete or truncate on quarantine
    for each statement execute function refuse_rewriting();
create trigger quarantine_ruling_is_final before update or delete or truncate on quarantine_ruling
    for each statement execute function refuse_rewriting();

-- What is released is offered again; of what is destroyed those who received it are told, when there is no record any more.
alter table event drop constraint event_kind_check;
alter table event add constraint event_kind_check
    check (kind in ('SUBMITTED', 'REVISED', 'RECALLED', 'RELEASED', 'DESTROYED'));
alter table event drop constraint event_record_id_fkey;

create index event_of_record on event (record_id);
create index idempotency_of_record on idempotency (record_id);

-- Entries for the operator's log that audit has not yet confirmed.
create table note (
    position bigint generated always as identity primary key,
    kind text not null,
    subject text not null,
    party text not null,
    detail text not null
);
