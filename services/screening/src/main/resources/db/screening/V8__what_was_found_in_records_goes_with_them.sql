-- What was found in a record says what the record said: it goes when nothing that it was found in may be retained. Everything else stays as it
-- was, and nothing is ever rewritten: what was asked about persons, commanders, units and parties, and every task but of these.
create function refuse_rewriting_but_of_records() returns trigger language plpgsql set search_path from current as $$
begin
    if tg_op = 'DELETE' and exists (
            select from list_match where list_match.task = old.task and list_match.subject_kind = 'RECORD') then
        return old;
    end if;
    raise exception 'history of % is never rewritten', tg_table_name;
end
$$;

-- One of which a match is left is kept by its reference; that is deleted first, and only where it is of a record.
create function refuse_rewriting_but_of_forgotten() returns trigger language plpgsql set search_path from current as $$
begin
    if tg_op = 'DELETE' and old.kind = 'list-match' then
        return old;
    end if;
    raise exception 'history of % is never rewritten', tg_table_name;
end
$$;

drop trigger list_match_is_final on list_match;
drop trigger list_match_ruling_is_final on list_match_ruling;
drop trigger list_match_sighting_is_final on list_match_sighting;
drop trigger task_event_is_final on task_event;
drop trigger task_is_final on task;

create trigger list_match_is_final before update or delete on list_match
    for each row execute function refuse_rewriting_but_of_records();
create trigger list_match_ruling_is_final before update or delete on list_match_ruling
    for each row execute function refuse_rewriting_but_of_records();
create trigger list_match_sighting_is_final before update or delete on list_match_sighting
    for each row execute function refuse_rewriting_but_of_records();
create trigger task_event_is_final before update or delete on task_event
    for each row execute function refuse_rewriting_but_of_records();
create trigger task_is_final before update or delete on task
    for each row execute function refuse_rewriting_but_of_forgotten();

create trigger list_match_is_never_emptied before truncate on list_match
    for each statement execute function refuse_rewriting();
create trigger list_match_ruling_is_never_emptied before truncate on list_match_ruling
    for each statement execute function refuse_rewriting();
create trigger list_match_sighting_is_never_emptied before truncate on list_match_sighting
    for each statement execute function refuse_rewriting();
create trigger task_event_is_never_emptied before truncate on task_event
    for each statement execute function refuse_rewriting();
create trigger task_is_never_emptied before truncate on task
    for each statement execute function refuse_rewriting();
