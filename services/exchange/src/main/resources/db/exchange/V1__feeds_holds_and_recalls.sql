-- Where the feed stands. Whoever appends locks this row until the commit: positions have no gap, and nothing appears behind a reader.
create table feed (
    only_row boolean primary key default true check (only_row),
    position bigint  not null check (position >= 0),
    -- Last event of records that was taken in.
    sequence bigint  not null check (sequence >= 0)
);

insert into feed (position, sequence) values (0, 0);

-- A recall of records that went out, and what is expected of those who received them.
create table recall (
    sequence    bigint      primary key,
    record_id   text        not null,
    releaser    text        not null,
    reason      text        not null,
    at          timestamptz not null,
    due_at      timestamptz not null,
    escalate_at timestamptz not null
);

create index recall_by_releaser on recall (releaser, record_id);

-- One notice for each party that received the record, however often: it cites that party's latest disclosure.
create table notice (
    id              text        primary key,
    recall          bigint      not null references recall,
    party           text        not null,
    subject         text        not null,
    disclosure_id   text        not null,
    verb            text        not null,
    affected        text[]      not null,
    delivered_at    timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    unique (recall, party)
);

-- The feed log: a record version to offer, or a notice. What is meant for some alone names them.
create table feed_entry (
    position     bigint  primary key,
    event        bigint,
    record_id    text    not null,
    version      integer not null,
    notice_id    text    references notice,
    only_party   text,
    only_purpose text,
    only_unit    text,
    check (notice_id is null or only_party is not null)
);

-- An event becomes one offer, whoever else tries.
create unique index offer_of_event on feed_entry (event) where notice_id is null and event is not null;
create index offer_of_record on feed_entry (record_id, version) where notice_id is null;

create table subscription (
    id      bigint generated always as identity primary key,
    subject text        not null,
    party   text        not null,
    unit    text,
    purpose text        not null,
    since   bigint      not null,
    at      timestamptz not null,
    unique nulls not distinct (subject, party, unit, purpose)
);

-- What was denied at delivery never comes back.
create table dropped (
    subscription bigint not null references subscription,
    position     bigint not null,
    primary key (subscription, position)
);

create table hold (
    id             text        primary key,
    code           text        not null,
    record_id      text        not null,
    version        integer     not null,
    portion_id     text        not null,
    releaser       text        not null,
    recipient      text        not null,
    recipient_unit text,
    requester      text        not null,
    purpose        text        not null,
    action         text        not null,
    rulers         jsonb       not null,
    opened_at      timestamptz not null,
    state          text        not null check (state in ('open', 'granted', 'refused')),
    -- Until when the ruling is in force; a request after that opens a new hold.
    closed_until   timestamptz
);

create unique index hold_open on hold
    (code, record_id, version, portion_id, recipient, recipient_unit, purpose, action) nulls not distinct
    where state = 'open';
create index hold_of_record on hold (record_id, recipient);

-- A party that is named among the rulers rules once; a hold is granted when each of them has allowed it.
create table ruling (
    hold       text        not null references hold,
    party      text        not null,
    subject    text        not null,
    allow      boolean     not null,
    reason     text        not null,
    at         timestamptz not null,
    expires_at timestamptz not null,
    barrier    bigint      not null,
    primary key (hold, party)
);

-- Entries for the operator's log that audit has not yet confirmed.
create table note (
    position bigint generated always as identity primary key,
    kind     text not null,
    subject  text not null,
    party    text not null,
    detail   text not null
);
