-- Imports end: one at which nothing comes any more is closed, and what is said of any file is forgotten some time after its end, or when its owner
-- says so. Nobody finds what is forgotten; its keys are gone, and its rows go in batches.
alter table import
    -- When the last piece came.
    add column moved_at timestamptz not null default now(),
    add column closed_at timestamptz,
    add column forgotten boolean not null default false;

-- What stands in clear yet is sealed first: it counts from now.
update import set moved_at = greatest(
    opened_at, (select max(import_piece.at) from import_piece where import_piece.import = import.id))
where name is null and mapping is null;

create index import_open on import (moved_at) where completed_at is null and closed_at is null;
create index import_forgotten on import (id) where forgotten;

-- Since V33 nothing is found by it; in a transaction of its own, as readers wait for it. Behind the imports, which who imports locks first.
drop index portion_fingerprints;
