-- The whole life of assessments: what they rest on, why each version was made, and every step between draft and decision.

alter table assessment
    add column dossier jsonb, -- absent: nothing more is known
    add column reason text; -- absent: it came with the configuration

-- One takes the place of another, and of that one no other does: what was adverse is lifted by one successor, and a renewal is drafted once.
create unique index assessment_has_one_successor on assessment ((body ->> 'supersedes')) where version = 1;

alter table assessment_event
    drop constraint assessment_event_kind_check,
    add constraint assessment_event_kind_check check (kind in (
        'SUBMITTED', 'RETURNED', 'ACCEPTED', 'ASSENTED', 'APPROVED', 'APPROVED_CONDITIONAL', 'REFUSED', 'MITIGATED',
        'SUSPENDED', 'REINSTATED', 'WITHDRAWN', 'SUPERSEDED')),
    alter column barrier drop not null, -- absent: no decision depends on it
    add column about text, -- the mitigation, the successor, or the decision assented to
    add column release_hold boolean not null default false; -- of an approval: each release waits for the approver
