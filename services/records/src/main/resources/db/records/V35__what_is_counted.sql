-- What is counted of the listing, where one statement changes many of its rows, is counted and added up once.

-- What a listed record counts for; facet '' counts all.
create function counted_for(country text, grading text, areas text[], tags text[]) returns table (facet text, value text)
    language sql immutable
as $$
    select ''::text, ''::text
    union all select 'country', country where country is not null
    union all select 'grading', grading where grading is not null
    union all select 'area', area from (select distinct unnest(areas)) as one (area)
    union all select 'tag', tag from (select distinct unnest(tags)) as one (tag)
$$;

-- Of what was added up, what came to nothing goes by its key: nobody reads the whole tally to find it. While the tally fills, its statistics
-- are those of a small one, and a plan that is made then is kept: hence the settings.
create or replace function fold_tally() returns void language plpgsql
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
    set jit = off
as $$
declare
    patterns integer[];
    facets text[];
    texts text[];
begin
    if pg_try_advisory_xact_lock(hashtextextended('passerelle.records.tally', 0)) then
        with change as (delete from tally_change returning pattern_id, facet, value, records),
        folded as (
            insert into tally (pattern_id, facet, value, records)
                select pattern_id, facet, value, sum(records) from change group by pattern_id, facet, value
            on conflict (pattern_id, facet, value) do update set records = tally.records + excluded.records
            returning tally.pattern_id, tally.facet, tally.value, tally.records
        )
        select array_agg(folded.pattern_id), array_agg(folded.facet), array_agg(folded.value)
            into patterns, facets, texts
            from folded where folded.records = 0;
        -- What is gone leaves no word behind.
        if patterns is not null then
            delete from tally using unnest(patterns, facets, texts) as gone (pattern_id, facet, value)
            where tally.pattern_id = gone.pattern_id and tally.facet = gone.facet and tally.value = gone.value
                and tally.records = 0;
        end if;
    end if;
end
$$;

create or replace function tally_listing() returns trigger language plpgsql as $$
begin
    perform count_listing(new, 1);
    if random() < 0.01 then
        perform fold_tally();
    end if;
    return null;
end
$$;

create or replace trigger listing_is_tallied after insert on listing
    for each row execute function tally_listing();

create function tally_changed_listings() returns trigger language plpgsql set search_path from current as $$
declare
    changed boolean := false;
begin
    if tg_op = 'UPDATE' then
        insert into tally_change (pattern_id, facet, value, records)
            select come.pattern_id, said.facet, said.value, count(*)::integer
            from come cross join lateral counted_for(come.country, come.grading, come.areas, come.tags) as said
            where come.active
            group by come.pattern_id, said.facet, said.value;
        changed := found;
    end if;
    insert into tally_change (pattern_id, facet, value, records)
        select gone.pattern_id, said.facet, said.value, -(count(*)::integer)
        from gone cross join lateral counted_for(gone.country, gone.grading, gone.areas, gone.tags) as said
        where gone.active
        group by gone.pattern_id, said.facet, said.value;
    if changed or found then
        perform fold_tally();
    end if;
    return null;
end
$$;

create trigger changed_listings_are_tallied after update on listing
    referencing old table as gone new table as come
    for each statement execute function tally_changed_listings();

create trigger gone_listings_are_tallied after delete on listing
    referencing old table as gone
    for each statement execute function tally_changed_listings();

-- What was over before.
delete from listing using record
where record.id = listing.record_id and listing.retain_until <= now()
    and not exists (
        select from portion
        where portion.record_id = record.id and portion.version = record.current_version
            and (portion.sealed is not null or portion.content is not null));
