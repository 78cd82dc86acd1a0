-- A key of one account is not met by another of the same party, who might learn by it what they may not read.
-- What an older node writes beside, during an update, is of no account.
alter table idempotency add column submitter text not null default '';
update idempotency set submitter = version.submitter
from version where version.record_id = idempotency.record_id and version.version = idempotency.version;
alter table idempotency drop constraint idempotency_pkey;
alter table idempotency add primary key (party, submitter, key);
