-- Who released what was received; null in receipts from before, of which the owner of the record tells it.
alter table receipt add column releaser text;

-- What a recipient received lately.
create index receipt_of_recipient on receipt (recipient, at);
