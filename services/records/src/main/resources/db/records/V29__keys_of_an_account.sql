-- A key of one account is not met by another of the same party, who might learn by it what they may not read.
alter table idempotency add column submitter text;
update idempotency set submitter = version.submitter
from version where version.record_id = idempotency.record_id and version.version = idempotency.version;
update idempotency set submitter = '' where submitter is null;
alter table idempotency alter column submitter set not null;
alter table idempotency drop constraint idempotency_pkey;
alter table idempotency add primary key (party, submitter, key);
