-- What of a record its recipient got, and on which terms: who passes it on later is known to have it, and from whom, even when the
-- record has been recalled or its agreement suspended since. Canonical JSON; null in receipts from before, which count as all of the
-- version on no terms.
alter table receipt add column portions text;
