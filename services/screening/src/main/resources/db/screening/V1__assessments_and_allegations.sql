-- Assessments, allegations and tasks as they were entered, and what happened to them since (HRDDP H11).
-- Nothing here is rewritten: a change is a further row that says who, when and why.

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'history of % is never rewritten', tg_table_name;
end
$$;

create table assessment (
    id text not null,
    version integer not null check (version > 0),
    assessor text not null,
    recipient text not null,
    unit text,
    commander text,
    state text not null,
    valid_until timestamptz not null,
    body jsonb not null, -- the assessment as entered, without its mitigations
    subject text not null,
    at timestamptz not null,
    primary key (id, version)
);

create table mitigation (
    assessment text not null,
    version integer not null,
    id text not null,
    description text not null,
    owner text not null,
    due timestamptz not null,
    primary key (assessment, version, id),
    foreign key (assessment, version) references assessment
);

create table mitigation_done (
    assessment text not null,
    mitigation text not null,
    done_at timestamptz not null,
    subject text not null,
    evidence text not null,
    primary key (assessment, mitigation)
);

-- What happened to an assessment after it was entered, in order.
create table assessment_event (
    position bigint generated always as identity primary key,
    assessment text not null,
    kind text not null check (kind in ('SUSPENDED', 'REINSTATED', 'WITHDRAWN')),
    party text not null,
    subject text not null,
    reason text not null,
    at timestamptz not null,
    barrier bigint not null
);

create index assessment_event_by_assessment on assessment_event (assessment, position);

create table allegation (
    id text primary key,
    assessor text not null,
    unit text,
    commander text,
    body jsonb not null,
    subject text not null,
    at timestamptz not null,
    barrier bigint not null,
    check (unit is not null or commander is not null)
);

create table allegation_event (
    position bigint generated always as identity primary key,
    allegation text not null references allegation,
    status text not null,
    subject text not null,
    reason text not null,
    at timestamptz not null,
    barrier bigint not null
);

-- Something that somebody must do. The same cause never opens it twice.
create table task (
    id text primary key,
    kind text not null,
    assessment text not null, -- empty: no assessment covers it yet
    cause text not null,
    due_at timestamptz not null,
    opened_at timestamptz not null,
    unique (kind, assessment, cause)
);

create table task_event (
    position bigint generated always as identity primary key,
    task text not null references task,
    state text not null check (state in ('DONE')),
    subject text not null,
    reason text not null,
    at timestamptz not null
);

create trigger assessment_is_final before update or delete or truncate on assessment
    for each statement execute function refuse_rewriting();
create trigger mitigation_is_final before update or delete or truncate on mitigation
    for each statement execute function refuse_rewriting();
create trigger mitigation_done_is_final before update or delete or truncate on mitigation_done
    for each statement execute function refuse_rewriting();
create trigger assessment_event_is_final before update or delete or truncate on assessment_event
    for each statement execute function refuse_rewriting();
create trigger allegation_is_final before update or delete or truncate on allegation
    for each statement execute function refuse_rewriting();
create trigger allegation_event_is_final before update or delete or truncate on allegation_event
    for each statement execute function refuse_rewriting();
create trigger task_is_final before update or delete or truncate on task
    for each statement execute function refuse_rewriting();
create trigger task_event_is_final before update or delete or truncate on task_event
    for each statement execute function refuse_rewriting();

-- Entries for the operator's log that audit has not yet confirmed.
create table note (
    position bigint generated always as identity primary key,
    kind text not null,
    subject text not null,
    party text not null,
    detail text not null
);
