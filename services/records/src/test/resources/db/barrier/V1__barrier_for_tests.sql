-- What records need of the revocation barrier, which the agreements module owns.
create table state (version bigint not null);

insert into state values (0);

create function raise_barrier(reason text) returns bigint language sql as $$
    update barrier.state set version = version + 1 returning version
$$;

create function current_barrier() returns bigint language sql stable as $$
    select version from barrier.state
$$;
