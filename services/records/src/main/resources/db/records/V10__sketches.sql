-- Of a text its sketch, by which those that say nearly the same are found; it stands where the words stand, and goes with them. What is
-- off the list is listed anew by the service before it answers anything.
alter table wording add column sketch integer[] not null default '{}';

create index wording_sketch on wording using gin (sketch);

delete from listing;
