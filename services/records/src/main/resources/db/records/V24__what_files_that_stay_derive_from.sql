-- Revisions had left out of a version what the files that stayed in it derive from, so that nobody found it from there.
update version set derived_from = array(
    select unnest(version.derived_from)
    union
    select unnest(portion.derived_from) from portion
    where portion.record_id = version.record_id and portion.attachment is not null
        and portion.version >= version.version and coalesce(portion.first_version, portion.version) <= version.version)
from portion as file
where file.record_id = version.record_id and file.attachment is not null
    and file.version >= version.version and coalesce(file.first_version, file.version) <= version.version
    and not version.derived_from @> file.derived_from;
