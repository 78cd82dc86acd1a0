-- To which unit it went and which assessments allowed it, as of the release: who looks for past releases to a unit asks by them (HRDDP H4).
-- Null assessments in receipts from before: then neither was kept, and the release counts as one to any unit of its recipient.
alter table receipt add column unit text;
alter table receipt add column assessments text[];

-- Version of the rules by which it was decided (HRDDP H11).
alter table receipt add column rules integer;

-- In the order of writing, so that pages of a growing ledger neither repeat nor leave out.
alter table receipt add column position bigint generated always as identity;

create index receipt_of_releaser on receipt (releaser, position);
create index receipt_of_disclosure on receipt (disclosure_id);
