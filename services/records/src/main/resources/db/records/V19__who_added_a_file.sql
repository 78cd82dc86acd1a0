-- Who added a portion that came after the text, which is not who submitted the version that it stands in. Of files that are there already
-- nobody knows it, and nobody counts as their author.
alter table portion add column added_by text;
update portion set added_by = '' where attachment is not null;
