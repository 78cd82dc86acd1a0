-- Parties that somebody proposes, as the proposal was sent, and what a second person said. A ruling is final; who was refused is proposed anew.
create table party_proposal (
    id text primary key,
    party text not null,
    body text not null,
    subject text not null,
    at timestamptz not null
);

create table party_ruling (
    proposal text primary key references party_proposal,
    approved boolean not null,
    subject text not null,
    reason text not null,
    at timestamptz not null
);

create trigger party_proposal_is_final before update or delete or truncate on party_proposal
    for each statement execute function refuse_rewriting();
create trigger party_ruling_is_final before update or delete or truncate on party_ruling
    for each statement execute function refuse_rewriting();
