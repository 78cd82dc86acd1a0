-- A bundle is a signed list of parts. Each part is kept once, under its content's name, however many bundles it stands in.
create table bundle_part (
    hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
    body text not null check (hash = encode(sha256(convert_to(body, 'UTF8')), 'hex'))
);

create trigger bundle_part_is_final before update or delete or truncate on bundle_part
    for each statement execute function refuse_rewriting();

-- Bundles that were kept whole: nobody can read them any more, and the next is built when the barrier rises.
select barrier.raise_barrier('bundles are kept in parts') where exists (select from bundle);

-- Keeps the barrier from rising until the caller's transaction ends, confirms for a gateway the version that it holds, and prolongs its
-- lease on the barrier's version if the bundle of that is built. What is confirmed counts at once, even if the barrier has gone on: whoever
-- raised it before waits for no more. Each statement here sees what has been committed when it begins.
create function grant_lease(asking text, held bigint, millis bigint, out standing bigint, out built boolean, out confirmed boolean)
    language plpgsql volatile as $$
begin
    standing := barrier.hold_barrier(held);
    built := exists (select from bundle where version = standing);
    confirmed := false;
    if held <= standing then
        delete from lease where gateway = asking and version < held;
        confirmed := found;
    end if;
    if built and held <= standing then
        delete from lease where gateway <> asking and expires_at < lease_clock() - interval '1 hour';
        insert into lease (gateway, version, expires_at)
            values (asking, standing, lease_clock() + millis * interval '1 millisecond')
            on conflict (gateway, version) do update
            set expires_at = greatest(lease.expires_at, excluded.expires_at);
    end if;
end
$$;
