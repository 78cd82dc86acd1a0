-- What a version says of retention holds for what earlier versions said of the same: for the same content, in whichever field it stood, and
-- for other content of the same field, which it replaces, unless the version repeats that too. The earliest counts. Files are not replaced by
-- others.
create function retention_bounds(of_record text, of_version integer) returns table (id text, until timestamptz)
    language sql stable
as $$
    select earlier.id, min(later.retain_until)
    from portion later
    join portion earlier on earlier.record_id = later.record_id and earlier.version < later.version
    where later.record_id = of_record and later.version = of_version
      and earlier.sealed is not null
      and later.retain_until < coalesce(earlier.retain_until, 'infinity')
      and (earlier.fingerprints && later.fingerprints
          or (earlier.field = later.field and earlier.field <> 'attachment'
              and not exists (
                  select from portion same
                  where same.record_id = later.record_id and same.version = later.version
                    and same.fingerprints && earlier.fingerprints)))
    group by earlier.id
$$;

-- Earlier versions that stand already: what should be gone goes with the next round.
update portion set retain_until = bound.until
from (
    select bounds.id, min(bounds.until) as until
    from (select distinct record_id, version from portion where retain_until is not null and version > 1) as revised
    cross join lateral retention_bounds(revised.record_id, revised.version) as bounds
    group by bounds.id
) as bound
where portion.id = bound.id;
