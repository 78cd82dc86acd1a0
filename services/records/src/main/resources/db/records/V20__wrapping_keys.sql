-- The keys outside the database under which data keys are wrapped: each with what tells it from another of the same number, so that no node
-- seals under one that is not everybody's. Present ones are entered by the service, which has them, before it answers anything.
create table wrapping_key (
    number integer primary key check (number > 0),
    proof bytea not null,
    -- Nothing is wrapped under it, and nothing will be: its file may go.
    retired boolean not null default false
);

create function refuse_retired_key() returns trigger language plpgsql as $$
begin
    if exists (select from wrapping_key where number = new.wrapped_under and retired) then
        raise exception 'wrapping key % is retired', new.wrapped_under;
    end if;
    return new;
end
$$;

create trigger data_key_is_under_a_key_that_stays before insert or update of wrapped_under on data_key
    for each row execute function refuse_retired_key();
