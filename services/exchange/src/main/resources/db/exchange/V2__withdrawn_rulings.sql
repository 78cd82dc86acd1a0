-- What a party allowed it may take back; from then on nothing of the hold counts.
create table withdrawal (
    hold    text        primary key references hold,
    party   text        not null,
    subject text        not null,
    reason  text        not null,
    at      timestamptz not null,
    barrier bigint      not null
);

alter table hold drop constraint hold_state_check;
alter table hold add constraint hold_state_check check (state in ('open', 'granted', 'refused', 'withdrawn'));
