-- Where a name was found that is like a listed one: at which level, and until when that may be retained. The same pair may be found in several
-- portions and versions; a match is told of while one of them may be retained. One without any is from before they were noted.
create table list_match_sighting (
    task text not null references list_match,
    level smallint not null,
    until timestamptz, -- null: nobody has set an end
    unique nulls not distinct (task, level, until)
);

create trigger list_match_sighting_is_final before update or delete or truncate on list_match_sighting
    for each statement execute function refuse_rewriting();

-- All records are compared once more, so that this is noted of what was found before.
delete from records_compared;
