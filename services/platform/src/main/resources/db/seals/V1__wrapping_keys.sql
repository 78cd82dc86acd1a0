-- What the services that seal have in common. Their data keys stand in a table of each one's own schema that is under this one; here there are
-- no rows. So all are seen at once: a wrapping key is needed, and stays, while anything of any service is wrapped under it.
create table data_key (
    about text not null,
    domain text not null,
    wrapped bytea not null,
    wrapped_under integer not null
);

create index data_key_wrapped_under on data_key (wrapped_under);

-- The keys outside the database under which data keys are wrapped: each with what tells it from another of the same number, so that no node
-- seals under one that is not everybody's. Present ones are entered by the services, which have them, before they answer anything.
create table wrapping_key (
    number integer primary key check (number > 0),
    proof bytea not null,
    -- Nothing is wrapped under it, and nothing will be: its file may go.
    retired boolean not null default false,
    -- Nodes that run need a moment to take it up before those before it are retired.
    since timestamptz not null default now()
);

-- A dump is loaded without any search path.
create function refuse_retired_key() returns trigger language plpgsql as $$
begin
    if exists (select from seals.wrapping_key where number = new.wrapped_under and retired) then
        raise exception 'wrapping key % is retired', new.wrapped_under;
    end if;
    return new;
end
$$;
