-- Accounts whose holder has left: for good, and first of all here. Keycloak follows.
create table departure (
    account text primary key,
    subject text not null,
    reason text not null,
    at timestamptz not null
);

create trigger departure_is_final before update or delete or truncate on departure
    for each statement execute function refuse_rewriting();

-- Accounts whose sign-in has to follow their standing. What is to be done is read at the moment of doing it, so that the order in which
-- tasks are taken does not matter; a turn that was asked for meanwhile keeps the task.
create table sign_in_task (
    account text primary key,
    turn integer not null default 1,
    attempts integer not null default 0,
    due_at timestamptz not null default clock_timestamp(),
    claimed_until timestamptz
);

-- What was done to sign-ins in Keycloak. Only what was closed from here is ever opened from here.
create table sign_in_event (
    position bigint generated always as identity primary key,
    account text not null,
    kind text not null check (kind in ('CLOSED', 'OPENED')),
    at timestamptz not null default clock_timestamp()
);

create index sign_in_event_by_account on sign_in_event (account, position desc);

create trigger sign_in_event_is_final before update or delete or truncate on sign_in_event
    for each statement execute function refuse_rewriting();

-- Sign-ins of the last comparison with Keycloak that differ from the accounts: a cache of what is so, not a history.
create table sign_in_drift (
    sign_in text primary key,
    kind text not null check (kind in ('UNKNOWN_HERE', 'DISABLED_HERE', 'MISSING_THERE')),
    since timestamptz not null default clock_timestamp()
);
