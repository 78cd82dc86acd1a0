-- The revocation barrier: the one fact that services share, and only through these functions.
--
-- Lock order, so that nobody waits in a circle:
--   1. whoever changes policy locks rows of its own schema first and raises the barrier last;
--   2. whoever appends an audit leaf holds the barrier, and locks nothing that a change of policy locks;
--   3. no transaction first holds and then raises: two of them would wait for each other.
-- Both functions take the advisory lock before the row. Row locks alone are not fair: holders that follow
-- one another closely would keep a waiting change out for ever. The advisory lock queues: once a change
-- waits, later holders wait behind it.

create table state (
    only_row boolean primary key default true check (only_row),
    version bigint not null check (version >= 0)
);

insert into state (version) values (0);

-- Every rise, in the transaction of the change that caused it.
create table rise (
    version bigint primary key,
    reason text not null,
    at timestamptz not null default clock_timestamp()
);

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'history of the barrier is never rewritten';
end
$$;

create trigger rise_is_final before update or delete or truncate on rise
    for each statement execute function refuse_rewriting();

create function refuse_sinking() returns trigger language plpgsql as $$
begin
    if new.version <= old.version then
        raise exception 'the barrier only rises';
    end if;
    return new;
end
$$;

create trigger barrier_only_rises before update on state
    for each row execute function refuse_sinking();

create trigger barrier_stays before delete or truncate on state
    for each statement execute function refuse_rewriting();

-- Raises the barrier in the caller's transaction and tells listeners of channel 'policy' at commit.
-- Waits until every transaction that holds the barrier has ended.
create function raise_barrier(reason text) returns bigint
    language plpgsql volatile set search_path = barrier, pg_temp as $$
declare
    raised bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('passerelle.barrier', 0));
    update state set version = version + 1 returning version into strict raised;
    insert into rise (version, reason) values (raised, raise_barrier.reason);
    perform pg_notify('policy', raised::text);
    return raised;
end
$$;

-- Keeps the barrier from rising until the caller's transaction has ended, and answers where it stands.
-- What was decided under another version than the answer must be refused by the caller.
create function hold_barrier(decided bigint) returns bigint
    language plpgsql volatile set search_path = barrier, pg_temp as $$
declare
    standing bigint;
begin
    if decided is null then
        raise exception 'a decision without a version';
    end if;
    perform pg_advisory_xact_lock_shared(hashtextextended('passerelle.barrier', 0));
    select version into strict standing from state for share;
    return standing;
end
$$;

-- Where the barrier stands now, or stood in the caller's snapshot; holds nothing.
create function current_barrier() returns bigint
    language sql stable set search_path = barrier, pg_temp as $$
    select version from state
$$;
