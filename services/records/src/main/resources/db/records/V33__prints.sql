-- Fingerprints one by one, each with where the portion stands that has it: of what says the same as a submission the next can be found without
-- reading what lies between. The index over portions answered with all that has a fingerprint, and all of it was read and sorted before so many
-- were taken: a text that everybody repeats made each submission with it slower with every copy, hidden ones too.
create table print (
    print bytea not null,
    releaser text not null,
    original boolean not null,
    position bigint not null,
    version integer not null,
    portion text not null
);

-- Whoever writes or destroys a portion (V30): its rows belong to nobody else, so nobody waits for another's.
create function keep_prints() returns trigger language plpgsql
    set search_path from current
    -- While a table fills, its statistics are those of a small one, and a plan is kept.
    set enable_seqscan = off
as $$
declare
    whose text;
    place bigint;
begin
    select record.releaser, record.position into whose, place
    from record where record.id = case when tg_op = 'DELETE' then old.record_id else new.record_id end;
    if tg_op <> 'INSERT' then
        delete from print
        where print.print = any(old.fingerprints) and print.releaser = whose and print.original = (old.custody::text = '[]')
            and print.position = place and print.version = old.version and print.portion = old.id;
    end if;
    if tg_op <> 'DELETE' then
        insert into print (print, releaser, original, position, version, portion)
        select distinct said.print, whose, new.custody::text = '[]', place, new.version, new.id
        from unnest(new.fingerprints) as said (print);
    end if;
    return null;
end
$$;

create trigger portion_has_prints after insert or delete or update of fingerprints, version on portion
    for each row execute function keep_prints();

-- What stands already. Writers wait meanwhile.
insert into print (print, releaser, original, position, version, portion)
    select said.print, record.releaser, portion.custody::text = '[]', record.position, portion.version, portion.id
    from portion join record on record.id = portion.record_id
    cross join lateral (select distinct one.print from unnest(portion.fingerprints) as one (print)) as said;

alter table print add primary key (print, releaser, original, position, version, portion);

-- Versions with the same content as each of several submissions, at most so many of each. Releasers take turns, so that no party crowds out
-- another's content by repeating it; a party's own originals come first in its turn. From each that is found the next is looked for behind it:
-- how much is read depends on how many releasers have a content, and at most so many times, not on how often.
create or replace function twins(submissions integer[], prints bytea[], most integer)
    returns table (submission integer, record_id text, version integer)
    language sql stable
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
    with recursive asked as (
        select distinct one.submission, one.print from unnest(submissions, prints) as one (submission, print)
    ),
    holder as (
        select asked.submission, asked.print, met.releaser
        from asked cross join lateral (
            select print.releaser from print where print.print = asked.print
            order by print.releaser limit 1
        ) as met
        union all
        select holder.submission, holder.print, met.releaser
        from holder cross join lateral (
            select print.releaser from print where print.print = holder.print and print.releaser > holder.releaser
            order by print.releaser limit 1
        ) as met
    ),
    -- A version stands here twice at most: as an original, and as derived.
    walk as (
        select holder.submission, holder.print, holder.releaser, met.original, met.position, met.version, 1 as step
        from holder cross join lateral (
            select print.original, print.position, print.version
            from print where print.print = holder.print and print.releaser = holder.releaser
            order by print.original desc, print.position desc, print.version desc limit 1
        ) as met
        union all
        select walk.submission, walk.print, walk.releaser, met.original, met.position, met.version, walk.step + 1
        from walk cross join lateral (
            select print.original, print.position, print.version
            from print where print.print = walk.print and print.releaser = walk.releaser
                and (print.original, print.position, print.version) < (walk.original, walk.position, walk.version)
            order by print.original desc, print.position desc, print.version desc limit 1
        ) as met
        where walk.step < 2 * most
    ),
    found as (
        select walk.submission, walk.releaser, walk.position, walk.version, bool_or(walk.original) as original
        from walk group by walk.submission, walk.releaser, walk.position, walk.version
    ),
    twin as (
        select found.submission, found.position, found.version,
            row_number() over (partition by found.submission, found.releaser
                order by found.original desc, found.position desc, found.version desc) as turn
        from found
    ),
    ranked as (
        select twin.submission, record.id as record_id, twin.version,
            row_number() over (partition by twin.submission order by twin.turn, record.id, twin.version) as place
        from twin join record on record.position = twin.position
        where twin.turn <= most
    )
    select ranked.submission, ranked.record_id, ranked.version from ranked where ranked.place <= most
$$;
