-- Fingerprints of a portion's content in every form in which it can leave, keyed with a secret that the database does not hold. Null
-- until they are made: the service makes those of older portions before it answers anything. Expiry takes them with the portion.
alter table portion add column fingerprints bytea[];

create index portion_fingerprints on portion using gin (fingerprints);
create index portion_without_fingerprints on portion (id) where fingerprints is null;

-- Proves that a node holds the key under which they were made: with another nothing would ever be found.
create table fingerprint_key (
    proof bytea primary key,
    single boolean not null default true unique check (single)
);
