-- A process that freezes within a transaction that holds or raises the barrier would keep every later change of policy out for as long
-- as it sleeps. Its connection is ended instead, and what it had begun is rolled back: within 2 s, which is less than a lease, so that
-- a change waits no longer than it would for the lease of that process.

create or replace function raise_barrier(reason text) returns bigint
    language plpgsql volatile set search_path = barrier, pg_temp as $$
declare
    raised bigint;
begin
    perform set_config('idle_in_transaction_session_timeout', '2s', true);
    perform pg_advisory_xact_lock(hashtextextended('passerelle.barrier', 0));
    update state set version = version + 1 returning version into strict raised;
    insert into rise (version, reason) values (raised, raise_barrier.reason);
    perform pg_notify('policy', raised::text);
    return raised;
end
$$;

create or replace function hold_barrier(decided bigint) returns bigint
    language plpgsql volatile set search_path = barrier, pg_temp as $$
declare
    standing bigint;
begin
    if decided is null then
        raise exception 'a decision without a version';
    end if;
    perform set_config('idle_in_transaction_session_timeout', '2s', true);
    perform pg_advisory_xact_lock_shared(hashtextextended('passerelle.barrier', 0));
    select version into strict standing from state for share;
    return standing;
end
$$;
