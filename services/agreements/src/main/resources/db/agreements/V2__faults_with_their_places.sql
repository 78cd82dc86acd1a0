-- What kept an agreement out of a bundle, each with its code and place.
alter table omission add column faults jsonb not null default '[]';

-- What else was wrong with what a bundle was built upon: parties, units, accounts, groups, words, settings, screening.
create table policy_fault (
    version bigint not null references bundle,
    position integer not null,
    fault jsonb not null,
    primary key (version, position)
);

create trigger policy_fault_is_final before update or delete or truncate on policy_fault
    for each statement execute function refuse_rewriting();
