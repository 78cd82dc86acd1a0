-- What is said against a unit or a commander, and what came of it (HRDDP H9, H11). Text and source are kept apart from the allegation,
-- so that nothing of them enters the policy. The category is a word of the vocabulary, the record one that tells of it.
alter table allegation add column category text, add column record text;

-- The report has the allegation's own id; each further source is a statement of its own, with its own grading.
create table allegation_statement (
    id text primary key,
    position bigint generated always as identity,
    allegation text not null references allegation,
    said_as text not null check (said_as in ('REPORT', 'CORROBORATION')),
    grading text not null check (grading ~ '^[A-F][1-6]$'),
    subject text not null,
    at timestamptz not null
);

create index allegation_statement_by_allegation on allegation_statement (allegation, position);
create unique index allegation_report on allegation_statement (allegation) where said_as = 'REPORT';

insert into allegation_statement (id, allegation, said_as, grading, subject, at)
    select id, id, 'REPORT', coalesce(body #>> '{grading,text}', body ->> 'grading'), subject, at from allegation;

-- A source without a compartment would be everybody's.
create table allegation_portion (
    statement text not null references allegation_statement,
    field text not null check (field in ('summary', 'source')),
    marking text not null,
    level integer not null,
    compartments text[] not null,
    content text not null,
    primary key (statement, field),
    check (field <> 'source' or cardinality(compartments) > 0)
);

-- Each event says how the allegation stands after it: its status, and the best grading of its statements. A grading that is missing is
-- that of the report.
alter table allegation_event
    add column happening text not null default 'RESOLVED' check (happening in ('CORROBORATED', 'REGRADED', 'RESOLVED')),
    add column grading text check (grading ~ '^[A-F][1-6]$'),
    add column statement text references allegation_statement,
    add column statement_grading text check (statement_grading ~ '^[A-F][1-6]$');

alter table allegation_event alter column happening drop default;

create index allegation_event_by_allegation on allegation_event (allegation, position);

-- A review is settled when the allegation has been judged.
alter table task_event drop constraint task_event_state_check;
alter table task_event add constraint task_event_state_check check (state in ('DONE', 'SETTLED'));

create trigger allegation_statement_is_final before update or delete or truncate on allegation_statement
    for each statement execute function refuse_rewriting();
create trigger allegation_portion_is_final before update or delete or truncate on allegation_portion
    for each statement execute function refuse_rewriting();
