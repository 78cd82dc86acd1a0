-- V8 withdrew whatever had been held over an allegation, a mitigation or an assessment. What had been refused, and what had been allowed
-- and was over by then, was told since as allowed and taken back; and what it did end had no withdrawal that said so.

-- What V8 closed, with what had been ruled until then. Each had one ruler. Flyway writes its history in the time zone of the session, and
-- this is one like the session of V8.
create temporary table ended on commit drop as
select hold.id, hold.record_id, hold.version, hold.recipient, hold.recipient_unit, hold.purpose, hold.action, v8.at,
       coalesce(bool_or(ruling.allow and ruling.expires_at > v8.at), false) as counted,
       coalesce(bool_or(not ruling.allow), false) as refused,
       count(ruling.hold) = 0 as open
from hold
cross join (select coalesce(max(installed_on)::timestamptz, now()) as at from flyway_schema_history where version = '8') as v8
left join ruling on ruling.hold = hold.id
where hold.state = 'withdrawn' and hold.closed_until is null and hold.matter = ''
  and hold.code in ('ALLEGATION', 'MITIGATION_OVERDUE', 'RELEASE_HOLD')
  and not exists (select from withdrawal where withdrawal.hold = hold.id)
group by hold.id, v8.at;

-- None of them lifts anything: a refusal never does, and what had been allowed has expired. Nor do they stand in the way of a new hold,
-- since they are in force until no time.
update hold set state = case when ended.refused then 'refused' else 'granted' end
from ended
where ended.id = hold.id and not ended.open and not ended.counted;

-- A withdrawal over which no barrier rose counts from its time on. The table is changed after the holds: whoever withdraws locks these first.
alter table withdrawal alter column barrier drop not null;
insert into withdrawal (hold, party, subject, reason, at, barrier)
select id, '', '', 'what it was about is not known', at, null from ended where counted;

-- A feed that waited for a ruling is behind the record, and would never ask again: it is offered once more, in every version since.
create temporary table again on commit drop as
select row_number() over (order by record_id, version, recipient, purpose, recipient_unit) as place, waiting.*
from (
    select distinct ended.record_id, offered.version, ended.recipient, ended.purpose, ended.recipient_unit
    from ended
    cross join lateral generate_series(
        ended.version,
        greatest(ended.version, (
            select max(entry.version) from feed_entry entry
            where entry.record_id = ended.record_id and entry.notice_id is null))) as offered (version)
    where ended.open and ended.action = 'PUSH') as waiting;

-- The feed is locked first, as whoever appends does.
update feed set position = position + (select count(*) from again);

insert into feed_entry (position, record_id, version, only_party, only_purpose, only_unit)
select feed.position - (select count(*) from again) + again.place,
       again.record_id, again.version, again.recipient, again.purpose, again.recipient_unit
from feed cross join again;
