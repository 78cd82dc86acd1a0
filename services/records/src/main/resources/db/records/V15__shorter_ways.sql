-- Shorter ways for searches: the place within a pattern, the newest with their pattern, and what changed of the tally of a pattern.

create extension if not exists btree_gist;

create index listing_pattern_exact on listing using gist (pattern_id, exact);
create index listing_pattern_near_10 on listing using gist (pattern_id, near_10);
create index listing_pattern_near_50 on listing using gist (pattern_id, near_50);
create index listing_newest on listing (position desc) include (pattern_id);
create index tally_change_pattern on tally_change (pattern_id);

-- Who said the same is found print by print: expecting many, PostgreSQL would read all records there are for each question.
alter function twins(integer[], bytea[], integer) set enable_hashjoin = off;
alter function twins(integer[], bytea[], integer) set enable_mergejoin = off;
