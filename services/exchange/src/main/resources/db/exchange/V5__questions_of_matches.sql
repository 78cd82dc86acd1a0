-- When a party asked another whether something is alike: as much as the limit needs. What was asked stands nowhere here.
create table match_question (
    asking text        not null,
    asked  text        not null,
    at     timestamptz not null
);

create index match_question_of_pair on match_question (asking, asked, at);
