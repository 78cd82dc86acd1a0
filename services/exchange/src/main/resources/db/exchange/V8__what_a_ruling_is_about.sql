-- A ruling is about one allegation, mitigation or assessment, and lifts no other. Of earlier ones it is not known which: those that had one
-- count no more, and who asks again opens a hold anew.
alter table hold add column matter text not null default '';
alter table hold alter column matter drop default;

update hold set state = 'withdrawn', closed_until = null
 where code in ('ALLEGATION', 'MITIGATION_OVERDUE', 'RELEASE_HOLD') and state in ('open', 'granted', 'refused');

drop index hold_open;
create unique index hold_open on hold
    (code, matter, record_id, version, portion_id, recipient, recipient_unit, purpose, action) nulls not distinct
    where state = 'open';
