-- What somebody must do by a date, opened once, and the notices that remind of it, each once.
create table task (
    id        text        primary key,
    source    text        not null,
    kind      text        not null,
    about     text        not null,
    party     text        not null,
    roles     text[]      not null,
    due_at    timestamptz not null,
    opened_at timestamptz not null
);

create index task_of_party on task (party, due_at);
create index task_of_source on task (source, due_at);

-- What became of it since, in order.
create table task_event (
    position bigint generated always as identity primary key,
    task     text        not null references task,
    state    text        not null check (state in ('OPEN', 'DONE', 'SETTLED')),
    subject  text        not null,
    reason   text        not null,
    at       timestamptz not null
);

create index task_event_of_task on task_event (task, position);

create view task_now as
    select task.*, coalesce(last.state, 'OPEN') as state, last.subject, last.reason, last.at
    from task
    left join lateral (
        select state, subject, reason, at from task_event
        where task_event.task = task.id order by position desc limit 1) last on true;

-- How often the dates of a source have been taken in. Who looked before somebody else took them in may not take in his.
create table task_source (
    source text   primary key,
    looks  bigint not null default 0
);

insert into task_source (source) values ('agreements'), ('screening'), ('exchange');

-- One for each lead time of a task; the later ones follow as the date comes near.
create table task_notice (
    id              text        primary key,
    task            text        not null references task,
    lead_seconds    bigint      not null check (lead_seconds >= 0),
    at              timestamptz not null,
    delivered_at    timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    unique (task, lead_seconds)
);

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'history of % is never rewritten', tg_table_name;
end
$$;

create trigger task_is_final before update or delete or truncate on task
    for each statement execute function refuse_rewriting();
create trigger task_event_is_final before update or delete or truncate on task_event
    for each statement execute function refuse_rewriting();

-- An entry of the feed is about a record, an agreement or a task.
alter table feed_entry add column task_notice_id text references task_notice;
alter table feed_entry drop constraint feed_entry_check1;
alter table feed_entry add constraint entry_is_about_one_thing
    check (num_nonnulls(record_id, agreement_notice_id, task_notice_id) = 1);
alter table feed_entry add check (task_notice_id is null or only_party is not null);

drop index offer_of_event;
create unique index offer_of_event on feed_entry (event)
    where notice_id is null and agreement_notice_id is null and task_notice_id is null and event is not null;
