-- What happened to agreements, told to each party once.
create table agreement_notice (
    id              text        primary key,
    event           bigint      not null,
    party           text        not null,
    agreement       text        not null,
    version         integer     not null,
    hash            text        not null,
    kind            text        not null,
    by_party        text        not null,
    at              timestamptz not null,
    ends_at         timestamptz,
    delivered_at    timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    unique (event, party)
);

-- Last event of agreements that was taken in.
alter table feed add column agreement_event bigint not null default 0;

-- An entry is about a record or about an agreement.
alter table feed_entry alter column record_id drop not null;
alter table feed_entry alter column version drop not null;
alter table feed_entry add column agreement_notice_id text references agreement_notice;
alter table feed_entry add check ((record_id is null) = (agreement_notice_id is not null));
alter table feed_entry add check ((record_id is null) = (version is null));
alter table feed_entry add check (agreement_notice_id is null or only_party is not null);

drop index offer_of_event;
create unique index offer_of_event on feed_entry (event)
    where notice_id is null and agreement_notice_id is null and event is not null;
