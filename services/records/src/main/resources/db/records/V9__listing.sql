-- What is searched: one row for the current version of each record, its words, and how many there are of each kind.

create text search configuration words_en (copy = words);
alter text search configuration words_en
    alter mapping for hword, hword_part, word with unaccent, english_stem;
alter text search configuration words_en
    alter mapping for asciihword, asciiword, hword_asciipart with english_stem;
create text search configuration words_fr (copy = words);
alter text search configuration words_fr
    alter mapping for hword, hword_part, word with unaccent, french_stem;
alter text search configuration words_fr
    alter mapping for asciihword, asciiword, hword_asciipart with french_stem;
create text search configuration words_ar (copy = words);
alter text search configuration words_ar
    alter mapping for hword, hword_part, word with unaccent, arabic_stem;

-- Which label classes the portions of a record have, field by field: what can be seen of a record without a date that counts is the same
-- for all records of a pattern. Ids are given out under a lock until commit, as those of label classes are.
create table pattern (
    id integer generated always as identity primary key,
    key text not null unique check (key ~ '^[0-9a-f]{64}$'),
    classes integer[] not null,
    fields text[] not null,
    -- The head bears a grading.
    graded boolean not null,
    -- What the head says stands in clear to search by, or there is no head.
    clear boolean not null
);

-- Records that came when there were as many patterns as there may be, or with more portions than a pattern may have.
insert into pattern (id, key, classes, fields, graded, clear) overriding system value values (0, repeat('0', 64), '{}', '{}', false, false);

create table listing (
    position bigint primary key,
    record_id text not null unique references record on delete cascade,
    pattern_id integer not null references pattern,
    active boolean not null,
    -- As that of the pattern; also where there is none.
    clear boolean not null,
    -- The last end of an embargo on a portion, and the first end of a retention.
    embargo_until timestamptz,
    retain_until timestamptz,
    -- Of the head; they count only where it is seen.
    event_time timestamptz,
    country text,
    areas text[] not null,
    tags text[] not null,
    grading text,
    -- The box around the place at every exactness in which it can leave.
    exact box,
    near_10 box,
    near_50 box
);

create index listing_pattern on listing (pattern_id, position desc);
create index listing_inactive on listing (position) where not active;
create index listing_embargo on listing (embargo_until) where embargo_until is not null;
create index listing_retention on listing (retain_until) where retain_until is not null;
create index listing_event_time on listing (event_time);
create index listing_country on listing (country, position desc);
create index listing_areas on listing using gin (areas);
create index listing_tags on listing using gin (tags);
create index listing_exact on listing using gist (exact);
create index listing_near_10 on listing using gist (near_10);
create index listing_near_50 on listing using gist (near_50);

-- Words of a portion. Its slot (64 times the pattern and the portion's place) stands among them, so that who may read what is part of
-- the look-up; no text can have such a word.
create table wording (
    position bigint not null references listing on delete cascade,
    ordinal smallint not null,
    slot integer not null,
    words tsvector not null,
    primary key (position, ordinal)
);

create index wording_words on wording using gin (words);

drop index portion_words;
alter table portion drop column words;
drop index version_tags;
drop index version_place;
alter table version drop column head_class, drop column country, drop column tags, drop column place, drop column searchable;

-- How many active records there are, by pattern and by what their heads say; facet '' counts all. Writers only append changes, so that
-- nobody waits for anybody; who finds the lock free now and then adds them up.
create table tally (
    pattern_id integer not null,
    facet text not null,
    value text not null,
    records bigint not null,
    primary key (pattern_id, facet, value)
);

create table tally_change (
    pattern_id integer not null,
    facet text not null,
    value text not null,
    records integer not null
);

create view tallied as
    select pattern_id, facet, value, records from tally
    union all
    select pattern_id, facet, value, records from tally_change;

create function fold_tally() returns void language plpgsql as $$
begin
    if pg_try_advisory_xact_lock(hashtextextended('passerelle.records.tally', 0)) then
        with change as (delete from tally_change returning pattern_id, facet, value, records)
        insert into tally (pattern_id, facet, value, records)
            select pattern_id, facet, value, sum(records) from change group by pattern_id, facet, value
        on conflict (pattern_id, facet, value) do update set records = tally.records + excluded.records;
        -- What is gone leaves no word behind.
        delete from tally where records = 0;
    end if;
end
$$;

create function count_listing(listed listing, how_many integer) returns void language plpgsql as $$
begin
    if listed.active then
        insert into tally_change (pattern_id, facet, value, records)
            select listed.pattern_id, said.facet, said.value, how_many
            from (
                select '' as facet, '' as value
                union all select 'country', listed.country where listed.country is not null
                union all select 'grading', listed.grading where listed.grading is not null
                union all select 'area', area from (select distinct unnest(listed.areas)) as one (area)
                union all select 'tag', tag from (select distinct unnest(listed.tags)) as one (tag)
            ) as said;
    end if;
end
$$;

create function tally_listing() returns trigger language plpgsql as $$
begin
    if tg_op in ('UPDATE', 'DELETE') then
        perform count_listing(old, -1);
    end if;
    if tg_op in ('INSERT', 'UPDATE') then
        perform count_listing(new, 1);
    end if;
    if tg_op <> 'INSERT' or random() < 0.01 then
        perform fold_tally();
    end if;
    return null;
end
$$;

create trigger listing_is_tallied after insert or update or delete on listing
    for each row execute function tally_listing();

-- Whatever changes the state of a record, its listing follows.
create function list_state() returns trigger language plpgsql as $$
begin
    update listing set active = (new.state = 'ACTIVE') where record_id = new.id;
    return null;
end
$$;

create trigger listing_follows_state after update of state on record
    for each row when (old.state is distinct from new.state) execute function list_state();
