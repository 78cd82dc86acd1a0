-- A new version of a record that was recalled or in quarantine was listed as active, and counted.
update listing set active = (record.state = 'ACTIVE')
from record
where record.id = listing.record_id and listing.active <> (record.state = 'ACTIVE');
