-- Whom a name in a record is like says what the record says, at whichever level: it is sealed under a data key of its own, wrapped for the party
-- that is asked. Entries are public: what is sealed is of one length, and the entry is found by its position among the events of the list.
alter table list_match
    add column sealed bytea,
    alter column entry drop not null,
    alter column entry_digest drop not null,
    alter column entry_body drop not null,
    alter column listed_name drop not null,
    alter column score drop not null,
    -- Older rows are sealed before the service answers anything.
    add constraint list_match_in_a_record_is_sealed check (
        case when subject_kind = 'RECORD'
            then sealed is not null and num_nonnulls(name, entry, entry_digest, entry_body, listed_name, score, comparison) = 0
            else sealed is null and num_nulls(entry, entry_digest, entry_body, listed_name, score) = 0
        end) not valid;

create index list_match_unsealed on list_match (task) where subject_kind = 'RECORD' and sealed is null;

-- Proves that a node holds the key under which the causes of such tasks are: under another the same would be asked anew.
create table match_key (
    proof bytea primary key,
    single boolean not null default true unique check (single)
);

-- Still nothing is rewritten: what stood in clear may become sealed, once, its cause becomes keyed with it, and nothing else changes.
create function refuse_all_but_sealing_a_match() returns trigger language plpgsql set search_path from current as $$
declare
    clear constant text[] := array['sealed', 'entry', 'entry_digest', 'entry_body', 'listed_name', 'score'];
begin
    if old.subject_kind <> 'RECORD' or old.sealed is not null or new.sealed is null
        or (to_jsonb(old) - clear) <> (to_jsonb(new) - clear) then
        raise exception 'history of % is never rewritten', tg_table_name;
    end if;
    return new;
end
$$;

create function refuse_all_but_keying_a_cause() returns trigger language plpgsql set search_path from current as $$
begin
    if (to_jsonb(old) - 'cause') <> (to_jsonb(new) - 'cause') or not exists (
            select from list_match
            where list_match.task = old.id and list_match.subject_kind = 'RECORD' and list_match.sealed is null) then
        raise exception 'history of % is never rewritten', tg_table_name;
    end if;
    return new;
end
$$;

drop trigger list_match_is_final on list_match;
drop trigger task_is_final on task;

create trigger list_match_is_final before delete on list_match
    for each row execute function refuse_rewriting_but_of_records();
create trigger list_match_is_sealed_at_most before update on list_match
    for each row execute function refuse_all_but_sealing_a_match();
create trigger task_is_final before delete on task
    for each row execute function refuse_rewriting_but_of_forgotten();
create trigger task_is_keyed_at_most before update on task
    for each row execute function refuse_all_but_keying_a_cause();
