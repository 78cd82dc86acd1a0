-- Negotiation: every change of terms is a further version of the agreement, and everything that happens to a version is an event.

-- Whose terms a version holds; empty for what the first configuration entered.
alter table agreement add column party text not null default '';

-- The version that it revises, answers or amends.
alter table agreement add column basis integer;

-- An event belongs to the version that it happened to. Only what changes decisions raises the barrier.
alter table agreement_event drop constraint agreement_event_kind_check;
alter table agreement_event add constraint agreement_event_kind_check check (kind in (
    'DRAFTED', 'REVISED', 'PROPOSED', 'COUNTERED', 'WITHDRAWN', 'APPROVED', 'SIGNED', 'ACTIVATED', 'AMENDED',
    'SUPERSEDED', 'SUSPENDED', 'REINSTATED', 'NOTICED', 'TERMINATED', 'EXPIRED'));
alter table agreement_event alter column barrier drop not null;
alter table agreement_event add column version integer;

-- When a notice of termination runs out.
alter table agreement_event add column ends_at timestamptz;
alter table agreement_event add constraint only_a_notice_runs_out check ((kind = 'NOTICED') = (ends_at is not null));

alter table agreement_event disable trigger agreement_event_is_final;
update agreement_event set version = (select max(version) from agreement where id = agreement_event.agreement);
alter table agreement_event enable trigger agreement_event_is_final;
alter table agreement_event alter column version set not null;
alter table agreement_event add foreign key (agreement, version) references agreement;

-- What was answered to a call with an idempotency key, so that asking again changes nothing. Keys are scoped to parties.
create table answered (
    party text not null,
    key text not null,
    digest text not null,
    agreement text not null,
    version integer not null,
    barrier bigint,
    at timestamptz not null,
    primary key (party, key)
);

create trigger answered_is_final before update or delete or truncate on answered
    for each statement execute function refuse_rewriting();

-- Installations that were seeded before: the shipped duties.
insert into master_version (kind, id, version, body, subject, reason, at)
    select kind, id, version + 1, body || jsonb_build_object('duties', jsonb_build_object(
            'roles', jsonb_build_object(
                'NEGOTIATE', jsonb_build_array('agreement-administrator'), 'APPROVE', jsonb_build_array('approver'),
                'SIGN', jsonb_build_array('signatory'), 'SUSPEND', jsonb_build_array('agreement-administrator'),
                'TERMINATE', jsonb_build_array('agreement-administrator')),
            'twoPersonsFrom', 'RESTRICTED', 'threePersonsFrom', 'STRICTLY_CONFIDENTIAL',
            'noticePeriod', 'PT720H', 'stepUpWithin', 'PT10M')),
        'migration', 'duties in agreements', now()
    from master where kind = 'settings' and not body ? 'duties';
