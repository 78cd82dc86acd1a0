-- Whoever reads makes a receipt for each record of each answer, and a record can have millions. Who holds which version, and in which form, is
-- found by steps from one combination to the next, however often each was received; the form of a receipt is a digest of its portions.
create index receipt_by_holder on receipt (record_id, recipient, version, action, coalesce(md5(portions), ''), at);

-- Pages of a record's ledger.
create index receipt_of_record on receipt (record_id, position);
