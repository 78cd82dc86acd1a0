-- Places by the square degree that they lie in, each from the newest on, at every exactness in which they can leave.

-- As Squares.java counts them; -1 for what lies in more than one.
create function degree(place box) returns integer language sql immutable parallel safe as $$
    select case
        when place is null then null
        when floor((place[1])[0]) + 1 >= (place[0])[0] and floor((place[1])[1]) + 1 >= (place[0])[1]
            then (floor((place[1])[1])::integer + 90) * 360 + floor((place[1])[0])::integer + 180
        else -1
    end
$$;

create index listing_exact_degree on listing (degree(exact), position desc) include (pattern_id, exact);
create index listing_near_10_degree on listing (degree(near_10), position desc) include (pattern_id, near_10);
create index listing_near_50_degree on listing (degree(near_50), position desc) include (pattern_id, near_50);

-- How frequent a word is decides how it is looked for: of more words than the usual thousand.
alter table wording alter column words set statistics 500;
analyze wording (words);
analyze listing;
