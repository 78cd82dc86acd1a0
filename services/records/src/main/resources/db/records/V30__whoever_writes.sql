-- What holds for whoever writes: during an update nodes of an older product write beside those of this one, and nobody would make up for it.

-- A version ends earlier ones where it sets an end (V28), when all of it is written.
create function bind_retention() returns trigger language plpgsql set search_path from current as $$
begin
    -- What is locked is being destroyed already: whoever destroys would wait for this record's listing, and this for them.
    with bound as materialized (
        select bounds.id, bounds.until from retention_bounds(new.record_id, new.version) as bounds),
    held as (select portion.id from portion join bound on bound.id = portion.id for update of portion skip locked)
    update portion set retain_until = bound.until
    from bound join held on held.id = bound.id
    where portion.id = bound.id;
    return null;
end
$$;

create constraint trigger version_ends_earlier_ones after insert on version deferrable initially deferred
    for each row when (new.version > 1) execute function bind_retention();

-- A version derives from what the files derive from that stay in it (V24).
create function derive_from_files() returns trigger language plpgsql set search_path from current as $$
begin
    update version set derived_from = array(
        select unnest(version.derived_from) union select unnest(new.derived_from))
    where version.record_id = new.record_id and version.version = new.version
        and not version.derived_from @> new.derived_from;
    return null;
end
$$;

create trigger file_stays_with_what_it_derives_from after update of version on portion
    for each row when (new.attachment is not null and new.version > old.version) execute function derive_from_files();

-- With the last that a version said goes the hash of its body, and the key with which it was submitted, which has one too: by these what is
-- over could be tried.
create function forget_what_was_submitted() returns trigger language plpgsql set search_path from current as $$
begin
    -- Of two that destroy the last portions at once, the second sees what the first did.
    perform 1 from version
    where version.record_id = new.record_id
        and version.version between coalesce(new.first_version, new.version) and new.version
    order by version.version for no key update;

    with ended as materialized (
        select said.record_id, said.version from version said
        where said.record_id = new.record_id
            and said.version between coalesce(new.first_version, new.version) and new.version
            and not exists (
                select from portion
                where portion.record_id = said.record_id and portion.sealed is not null
                    and said.version between coalesce(portion.first_version, portion.version) and portion.version)),
    key as (delete from data_key using ended where data_key.about = 'body ' || ended.record_id || '/' || ended.version)
    delete from idempotency using ended
    where idempotency.record_id = ended.record_id and idempotency.version = ended.version;
    return null;
end
$$;

create trigger portion_is_over after update of sealed on portion
    for each row when (old.sealed is not null and new.sealed is null and new.content is null)
    execute function forget_what_was_submitted();

-- What was written before, once more: from here on nothing is missed. Writers wait meanwhile.
update version set derived_from = array(
    select unnest(version.derived_from)
    union
    select unnest(portion.derived_from) from portion
    where portion.record_id = version.record_id and portion.attachment is not null
        and portion.version >= version.version and coalesce(portion.first_version, portion.version) <= version.version)
from portion as file
where file.record_id = version.record_id and file.attachment is not null
    and file.version >= version.version and coalesce(file.first_version, file.version) <= version.version
    and not version.derived_from @> file.derived_from;

update portion set retain_until = bound.until
from (
    select bounds.id, min(bounds.until) as until
    from (select distinct record_id, version from portion where retain_until is not null and version > 1) as revised
    cross join lateral retention_bounds(revised.record_id, revised.version) as bounds
    group by bounds.id
) as bound
where portion.id = bound.id;

with ended as materialized (
    select distinct said.record_id, said.version
    from portion gone
    join version said on said.record_id = gone.record_id
        and said.version between coalesce(gone.first_version, gone.version) and gone.version
    where gone.sealed is null and gone.content is null
        and not exists (
            select from portion
            where portion.record_id = said.record_id and (portion.sealed is not null or portion.content is not null)
                and said.version between coalesce(portion.first_version, portion.version) and portion.version)),
key as (delete from data_key using ended where data_key.about = 'body ' || ended.record_id || '/' || ended.version)
delete from idempotency using ended
where idempotency.record_id = ended.record_id and idempotency.version = ended.version;

-- The salted hashes of what was rejected and destroyed are keyed too: with the salt beside them they could be tried. Older ones become so before
-- the service answers anything. Of what is destroyed when it was over already there is none.
alter table rejection add column keyed boolean not null default false;

create index rejection_unkeyed on rejection (id) where not keyed;

alter table quarantine_ruling
    add column keyed boolean not null default false,
    drop constraint quarantine_ruling_check,
    add constraint quarantine_ruling_proves_what_is_destroyed check (ruling = 'DESTROY' or salted_hash is null);

create index quarantine_ruling_unkeyed on quarantine_ruling (quarantine) where salted_hash is not null and not keyed;

-- Still nothing is rewritten, but that a reason may become sealed (V28) and a hash keyed, each once.
create function refuse_all_but_sealing_and_keying() returns trigger language plpgsql as $$
declare
    was constant jsonb := to_jsonb(old);
    becomes constant jsonb := to_jsonb(new);
    of_reason constant text[] := array['reason', 'sealed'];
    of_hash constant text[] := array['salted_hash', 'keyed'];
begin
    if (old.reason is not null and new.reason is null and new.sealed is not null
            and (was - of_reason) = (becomes - of_reason))
        or (old.salted_hash is not null and new.salted_hash is not null and not old.keyed and new.keyed
            and (was - of_hash) = (becomes - of_hash)) then
        return new;
    end if;
    raise exception 'history of % is never rewritten', tg_table_name;
end
$$;

drop trigger quarantine_ruling_is_sealed_at_most on quarantine_ruling;

create trigger quarantine_ruling_is_sealed_at_most before update on quarantine_ruling
    for each row execute function refuse_all_but_sealing_and_keying();
