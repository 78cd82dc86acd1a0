-- What is said for an allegation, and why it was judged as it was, is sealed, each under a data key of its own. Those stand here alone, wrapped
-- by keys outside the database, for the assessing party and the compartments: whoever reads the database without those keys reads neither
-- text nor source. Without its row here what was sealed never opens again.
create table data_key (
    primary key (about),
    check (wrapped_under > 0)
) inherits (seals.data_key);

create index data_key_wrapped_under on data_key (wrapped_under);

create trigger data_key_is_under_a_key_that_stays before insert or update of wrapped_under on data_key
    for each row execute function seals.refuse_retired_key();

-- Older rows are sealed before the service answers anything; nothing comes unsealed any more.
alter table allegation_portion
    add column sealed bytea,
    alter column content drop not null,
    add constraint allegation_portion_is_sealed check (content is null and sealed is not null) not valid;

create index allegation_portion_unsealed on allegation_portion (statement) where content is not null;

drop trigger allegation_portion_is_final on allegation_portion;
drop trigger allegation_event_is_final on allegation_event;

-- Where no reason was given there is nothing to seal.
alter table allegation_event
    add column sealed bytea,
    alter column reason drop not null;

update allegation_event set reason = null where reason = '';

alter table allegation_event add constraint allegation_event_is_sealed check (reason is null) not valid;

create index allegation_event_unsealed on allegation_event (position) where reason is not null;

-- Still nothing is rewritten: what stood in clear may become sealed, once, and nothing else changes.
create function refuse_all_but_sealing() returns trigger language plpgsql as $$
begin
    if (to_jsonb(old) ->> tg_argv[0]) is null or (to_jsonb(new) ->> tg_argv[0]) is not null or new.sealed is null
        or (to_jsonb(old) - tg_argv[0] - 'sealed') <> (to_jsonb(new) - tg_argv[0] - 'sealed') then
        raise exception 'history of % is never rewritten', tg_table_name;
    end if;
    return new;
end
$$;

create trigger allegation_portion_is_final before delete or truncate on allegation_portion
    for each statement execute function refuse_rewriting();
create trigger allegation_portion_is_sealed_at_most before update on allegation_portion
    for each row execute function refuse_all_but_sealing('content');
create trigger allegation_event_is_final before delete or truncate on allegation_event
    for each statement execute function refuse_rewriting();
create trigger allegation_event_is_sealed_at_most before update on allegation_event
    for each row execute function refuse_all_but_sealing('reason');

-- The reviews that a judgement settled had a copy of its reason.
alter table task_event disable trigger task_event_is_final;
update task_event set reason = 'judged' where state = 'SETTLED';
alter table task_event enable trigger task_event_is_final;
