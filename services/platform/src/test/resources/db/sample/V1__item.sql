create table item (
  id bigint primary key default (random() * 1000000000)::bigint,
  name text not null
);
