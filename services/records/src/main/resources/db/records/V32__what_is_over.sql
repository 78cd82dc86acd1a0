-- With the last that the current version of a record said the record goes off the list, whichever node destroys it: nobody sees such a record,
-- and each search would have it decided by itself, for ever. Whatever is said of it again is listed then. By itself: whoever locks what is listed as
-- well (V35) would wait for writers that lock both the other way round.
create function take_off_the_list() returns trigger language plpgsql set search_path from current as $$
begin
    -- Of two that destroy the last portions at once, the second sees what the first did: V30 has locked the version.
    delete from listing using record
    where listing.position = record.position
        and record.id in (
            select became.record_id from was join became on became.id = was.id
            where was.sealed is not null and became.sealed is null and became.content is null)
        and not exists (
            select from portion
            where portion.record_id = record.id and portion.version = record.current_version and portion.sealed is not null);
    return null;
end
$$;

-- For all of a statement at once, and so behind portion_is_over (V30), which is for each row.
create trigger portions_leave_the_list after update on portion
    referencing old table as was new table as became
    for each statement execute function take_off_the_list();
