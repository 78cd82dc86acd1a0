-- A file that a version leaves out is kept no longer than what is left of the record, which its common facts say: earlier versions would keep it
-- for ever, since files are not replaced by others.
create or replace function retention_bounds(of_record text, of_version integer) returns table (id text, until timestamptz)
    language sql stable
as $$
    select earlier.id, min(later.retain_until)
    from portion later
    join portion earlier on earlier.record_id = later.record_id and earlier.version < later.version
    where later.record_id = of_record and later.version = of_version
      and earlier.sealed is not null
      and later.retain_until < coalesce(earlier.retain_until, 'infinity')
      and (earlier.fingerprints && later.fingerprints
          or ((earlier.field = later.field and earlier.field <> 'attachment'
                  or earlier.field = 'attachment' and later.field = 'head')
              and not exists (
                  select from portion same
                  where same.record_id = later.record_id and same.version = later.version
                    and same.fingerprints && earlier.fingerprints)))
    group by earlier.id
$$;

-- Why somebody recalled, flagged or ruled on a record often repeats what it says: sealed, each under a data key of its own, for the party of who
-- wrote it. Older rows before the service answers anything; nothing comes in clear any more. An event does not repeat it. What is told of a
-- destroyed record goes elsewhere too, also of those that were destroyed before this.
do $$ begin
    perform pg_advisory_xact_lock_shared(hashtextextended('passerelle.records.outbox', 0));
end $$;

alter table event drop constraint event_kind_check;
alter table event add constraint event_kind_check
    check (kind in ('SUBMITTED', 'REVISED', 'RECALLED', 'RELEASED', 'DESTROYED', 'ERASED'));

update event set detail = '' where kind = 'RECALLED';
alter table event add constraint event_repeats_no_reason check (kind <> 'RECALLED' or detail = '');

insert into event (kind, record_id, version, releaser, at, detail)
    select 'ERASED', event.record_id, event.version, event.releaser, now(), 'destroyed after review (HRDDP H10)'
    from event
    where event.kind = 'RECALLED' and not exists (select from record where record.id = event.record_id);

alter table recall
    add column sealed bytea,
    alter column reason drop not null,
    add constraint recall_is_sealed check (reason is null and sealed is not null) not valid;

create index recall_unsealed on recall (id) where reason is not null;

drop trigger quarantine_is_final on quarantine;
drop trigger quarantine_ruling_is_final on quarantine_ruling;

alter table quarantine
    add column sealed bytea,
    alter column cause drop not null,
    add constraint quarantine_is_sealed check (cause is null and sealed is not null) not valid;

create index quarantine_unsealed on quarantine (id) where cause is not null;

alter table quarantine_ruling
    add column sealed bytea,
    alter column reason drop not null,
    add constraint quarantine_ruling_is_sealed check (reason is null and sealed is not null) not valid;

create index quarantine_ruling_unsealed on quarantine_ruling (quarantine) where reason is not null;

-- Still nothing is rewritten: what stood in clear may become sealed, once, and nothing else changes.
create function refuse_all_but_sealing() returns trigger language plpgsql as $$
begin
    if (to_jsonb(old) ->> tg_argv[0]) is null or (to_jsonb(new) ->> tg_argv[0]) is not null or new.sealed is null
        or (to_jsonb(old) - tg_argv[0] - 'sealed') <> (to_jsonb(new) - tg_argv[0] - 'sealed') then
        raise exception 'history of % is never rewritten', tg_table_name;
    end if;
    return new;
end
$$;

create trigger quarantine_is_final before delete or truncate on quarantine
    for each statement execute function refuse_rewriting();
create trigger quarantine_is_sealed_at_most before update on quarantine
    for each row execute function refuse_all_but_sealing('cause');
create trigger quarantine_ruling_is_final before delete or truncate on quarantine_ruling
    for each statement execute function refuse_rewriting();
create trigger quarantine_ruling_is_sealed_at_most before update on quarantine_ruling
    for each row execute function refuse_all_but_sealing('reason');
