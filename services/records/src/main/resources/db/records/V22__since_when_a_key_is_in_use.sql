-- Since when a wrapping key is in use: nodes that run need a moment to take it up before those before it are retired.
alter table wrapping_key add column since timestamptz not null default now();

-- A dump is loaded without any search path.
alter function refuse_retired_key() set search_path from current;
