-- Searches that persons have named. Name and query may say what somebody is after: they are sealed as content is, and their data key stands
-- among those of content, for the account alone.
create table saved_search (
    id      text        primary key,
    account text        not null,
    at      timestamptz not null,
    sealed  bytea       not null
);

create index saved_search_of_account on saved_search (account, at, id);
