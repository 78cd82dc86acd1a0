-- A file that a version leaves out is kept no longer than what is left of the record, which its common facts say: earlier versions would keep it
-- for ever, since files are not replaced by others.
create or replace function retention_bounds(of_record text, of_version integer) returns table (id text, until timestamptz)
    language sql stable
as $$
    select earlier.id, min(later.retain_until)
    from portion later
    join portion earlier on earlier.record_id = later.record_id and earlier.version < later.version
    where later.record_id = of_record and later.version = of_version
      and earlier.sealed is not null
      and later.retain_until < coalesce(earlier.retain_until, 'infinity')
      and (earlier.fingerprints && later.fingerprints
          or ((earlier.field = later.field and earlier.field <> 'attachment'
                  or earlier.field = 'attachment' and later.field = 'head')
              and not exists (
                  select from portion same
                  where same.record_id = later.record_id and same.version = later.version
                    and same.fingerprints && earlier.fingerprints)))
    group by earlier.id
$$;
